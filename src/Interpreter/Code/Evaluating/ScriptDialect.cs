using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// C# as it is typed at a prompt: the compiler's script dialect, where variables and functions stay for the next input. The scripting package
/// supplies the compilation. Its loader is not used, as that never unloads and cannot see types that can be unloaded: each input is emitted and loaded here.
/// </summary>
internal static class ScriptDialect
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    // Lazy: most programs evaluate no C#, and parsing needs no compilation.
    private static readonly Lazy<CSharpCompilation> Template = new(CreateTemplate);

    public static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);

    /// <param name="name">Of the assembly and of the class in it: others refer to both.</param>
    public static CSharpCompilation Compile(string name, SyntaxTree tree, IEnumerable<MetadataReference> references, CSharpCompilation? previous)
    {
        var template = Template.Value;
        return template
            .AddSyntaxTrees(tree)
            .WithReferences(references)
            .WithAssemblyName(name)
            .WithOptions(template.Options.WithScriptClassName(name))
            .WithScriptCompilationInfo(template.ScriptCompilationInfo?.WithPreviousScriptCompilation(previous));
    }

    private static CSharpCompilation CreateTemplate()
    {
        var settings = ScriptOptions.Default
            .WithReferences(Array.Empty<MetadataReference>())
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithWarningLevel(0)
            .WithAllowUnsafe(true);
        var empty = (CSharpCompilation)CSharpScript.Create("", settings).GetCompilation();

        // Without resolvers '#r' and '#load' read no files.
        var options = empty.Options
            .WithMetadataReferenceResolver(null)
            .WithSourceReferenceResolver(null)
            .WithNullableContextOptions(NullableContextOptions.Annotations)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Suppress);
        return empty.RemoveAllSyntaxTrees().WithOptions(options);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// C# as it is typed at a prompt: the compiler's script dialect, where variables and functions stay for the next input. The loader of the
/// scripting package never unloads and cannot see types that can be unloaded, so each input is emitted and loaded here.
/// </summary>
internal static class ScriptDialect
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 0, allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations, generalDiagnosticOption: ReportDiagnostic.Suppress);

    public static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);

    /// <param name="name">Of the assembly and of the class in it: others refer to both.</param>
    public static CSharpCompilation Compile(string name, SyntaxTree tree, IEnumerable<MetadataReference> references, CSharpCompilation? previous)
        => CSharpCompilation.CreateScriptCompilation(name, tree, references, Options.WithScriptClassName(name), previous, typeof(object));
}

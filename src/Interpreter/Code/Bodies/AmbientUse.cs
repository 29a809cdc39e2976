using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Finds C# that reads variables of the environment whose names cannot be told from its text, and C# that asks for the rules of a language, of which this program has
/// none. By its words alone, without a compiler, so that it is said at every start.
/// </summary>
internal static class AmbientUse
{
    public static IEnumerable<Diagnostic> Find(IEnumerable<ModuleDeclaration> modules, IEnumerable<TaskDeclaration> tasks, IEnumerable<DagType> types)
        => modules.Where(module => !module.IsStandard).SelectMany(module => module.Code)
            .Concat(tasks.Where(task => !task.Module.IsStandard).Select(CompiledCode.CodeOf).OfType<CSharpFragment>())
            .Concat(types.SelectMany(type => type.Predicates).OfType<TypePredicate.Where>().Select(where => where.Code))
            .SelectMany(FindIn);

    private static List<Diagnostic> FindIn(CSharpFragment code)
    {
        var found = new List<Diagnostic>();
        var span = code.Source.Slice(code.Span);
        if (!span.Contains("EnvironmentVariable", StringComparison.Ordinal) && !span.Contains("Culture", StringComparison.Ordinal) && !span.Contains("Normalize", StringComparison.Ordinal))
            return found;

        var text = code.Text;
        var tokens = CSharpTokens.Of(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != CSharpTokenKind.Word)
                continue;

            var at = new SourceLocation(code.Source, new TextSpan(code.Span.Start + tokens[i].Start, tokens[i].Length));
            var (before, word, next, argument) = (TextAt(i - 1), TextAt(i), TextAt(i + 1), TextAt(i + 2));
            if (word is "GetEnvironmentVariables" or "ExpandEnvironmentVariables" || (word is "GetEnvironmentVariable" && next is "(" && !argument.StartsWith('"')))
                found.Add(BodyErrors.UnknownVariable(at, word));
            else if (word is "Normalize" && before is "." && next is "(" && argument is ")" or "NormalizationForm")
                found.Add(BodyErrors.NoCultures(at, "Normalize", "returns every text unchanged"));
            else if (word is "GetCultureInfo" or "CreateSpecificCulture" || (word is "CultureInfo" && before is "new"))
                found.Add(BodyErrors.NoCultures(at, word, "throws for every name but \"\""));
            else if (word is "CurrentCultureIgnoreCase" or "InvariantCultureIgnoreCase" or "GetCompareInfo")
                found.Add(BodyErrors.NoCultures(at, word, "compares character by character"));
        }

        return found;

        string TextAt(int index) => index >= 0 && index < tokens.Count ? tokens[index].In(text).ToString() : "";
    }
}

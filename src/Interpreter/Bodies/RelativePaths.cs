using System.Text.RegularExpressions;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Bodies;

/// <summary>Finds relative path literals given straight to System.IO in C# bodies: they would be relative to wherever dag is started.</summary>
internal static partial class RelativePaths
{
    public static IEnumerable<Diagnostic> Find(Env env)
    {
        foreach (var task in env.Tasks.Values)
        {
            var code = task.Body switch
            {
                BodyDeclaration.Expression expression => expression.Code,
                BodyDeclaration.Block block => block.Code,
                _ => default,
            };
            if (code.Source is null || task.Module.IsStandard)
                continue;

            foreach (var found in FindIn(code))
                yield return found;
        }
    }

    private static IEnumerable<Diagnostic> FindIn(CSharpFragment code)
    {
        foreach (Match match in Call().Matches(code.Text))
        {
            var call = match.Value;
            var quote = call.IndexOf('"');
            var path = call[(quote + 1)..^1];
            if (!Path.IsPathRooted(path))
                yield return BodyErrors.RelativePath(new(code.Source, new TextSpan(code.Span.Start + match.Index + quote, call.Length - quote)), path);
        }
    }

    [GeneratedRegex("""\b(?:(?:File|Directory)\.[A-Za-z]+|new (?:StreamReader|StreamWriter|FileStream|FileInfo|DirectoryInfo))\s*\(\s*@?"[^"\\\n{]+["]""")]
    private static partial Regex Call();
}

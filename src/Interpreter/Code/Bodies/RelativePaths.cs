using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Finds relative path literals given straight to System.IO: they would be relative to wherever dag is started. By the words alone, without a
/// compiler, so that it is said at every start.
/// </summary>
internal static class RelativePaths
{
    private static readonly string[] Makers = ["StreamReader", "StreamWriter", "FileStream", "FileInfo", "DirectoryInfo"];
    private static readonly string[] Doors = ["File", "Directory", "DagFile", "DagFolder"];

    public static IEnumerable<Diagnostic> Find(IEnumerable<ModuleDeclaration> modules, IEnumerable<TaskDeclaration> tasks)
        => modules.Where(module => !module.IsStandard).SelectMany(module => module.Code)
            .Concat(tasks.Where(task => !task.Module.IsStandard).Select(CodeOf).OfType<CSharpFragment>())
            .SelectMany(FindIn);

    private static CSharpFragment? CodeOf(TaskDeclaration task) => task.Body switch
    {
        BodyDeclaration.Expression expression => expression.Code,
        BodyDeclaration.Block block => block.Code,
        _ => null,
    };

    private static List<Diagnostic> FindIn(CSharpFragment code)
    {
        var found = new List<Diagnostic>();
        var text = code.Source.Slice(code.Span);
        if (!text.Contains("File", StringComparison.Ordinal) && !text.Contains("Directory", StringComparison.Ordinal) && !text.Contains("Stream", StringComparison.Ordinal))
            return found;

        for (var at = 0; at < text.Length;)
        {
            var word = WordAt(text, at);
            if (word == 0)
            {
                at += LengthOfOther(text[at..]);
                continue;
            }

            if (ArgumentOf(text, at, word) is { } literal && PathIn(text[literal..]) is { } path && !Path.IsPathRooted(path) && !path.Contains("://"))
                found.Add(BodyErrors.RelativePath(new(code.Source, new TextSpan(code.Span.Start + literal, path.Length + 2)), path));
            at += word;
        }

        return found;
    }

    private static int WordAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end - at;
    }

    // A comment, a string, a char or one character of anything else.
    private static int LengthOfOther(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("//"))
            return Upto(rest, rest.IndexOfAny('\n', '\r'), 0);
        if (rest.StartsWith("/*"))
            return Upto(rest, rest.IndexOf("*/"), 2);
        if (rest.StartsWith("\"\"\""))
            return Upto(rest, rest[3..].IndexOf("\"\"\""), 6);
        if (rest.StartsWith("@\""))
            return Upto(rest, rest[2..].IndexOf('"'), 3);
        if (rest[0] is not ('"' or '\''))
            return 1;

        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '\\')
                at++;
            else if (rest[at] == rest[0])
                return at + 1;
        }

        return rest.Length;
    }

    private static int Upto(ReadOnlySpan<char> rest, int found, int more) => found < 0 ? rest.Length : found + more;

    // Where the first argument of a call that takes a path begins.
    private static int? ArgumentOf(ReadOnlySpan<char> text, int at, int length)
    {
        var name = text.Slice(at, length);
        var next = SkipBlanks(text, at + length);
        if (IsOneOf(name, Makers) && text[..at].TrimEnd().EndsWith("new"))
            return OpenedAt(text, next);
        if (!IsOneOf(name, Doors) || next >= text.Length || text[next] != '.')
            return null;

        var method = SkipBlanks(text, next + 1);
        return OpenedAt(text, SkipBlanks(text, method + WordAt(text, method)));
    }

    private static int? OpenedAt(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] == '(' ? SkipBlanks(text, at + 1) : null;

    private static string? PathIn(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '"')
            return null;

        var end = rest[1..].IndexOfAny("\"\\\n");
        return end > 0 && rest[end + 1] == '"' ? rest.Slice(1, end).ToString() : null;
    }

    private static bool IsOneOf(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var each in words)
        {
            if (word.SequenceEqual(each))
                return true;
        }

        return false;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}

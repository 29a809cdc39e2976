using Dag.Language.Text;

namespace Dag.Language.Declarations;

/// <summary>The name of the file or folder that a task makes: <c>product File "plot.png"</c>. A plain name, never a path.</summary>
public sealed record ProductName(string Text, SourceLocation At)
{
    /// <summary>In bytes of UTF-8: a file system takes no longer one.</summary>
    public const int Longest = 255;

    /// <summary>Why no file can be called so, or a script's own files are; null where one can.</summary>
    public static string? WhyNot(string name) => name switch
    {
        "" => "it is empty",
        "." or ".." => "it is the name of a folder that is already there",
        "stdout.log" or "stderr.log" => "it is the name of a script's log",
        _ => WhyNotFile(name),
    };

    /// <summary>Why no file in any folder can be called so; null where one can.</summary>
    internal static string? WhyNotFile(string name) => name switch
    {
        _ when name.AsSpan().IndexOfAny('/', '\\') >= 0 => "it is a path",
        _ when name.Contains('\0') => "it contains a NUL character",
        _ when name.AsSpan().IndexOfAnyInRange('\u0001', '\u001f') >= 0 || name.Contains('\u007f') => "it contains a control character",
        _ when HasHalfOfPair(name) => "it contains half of a surrogate pair",
        _ when System.Text.Encoding.UTF8.GetByteCount(name) > Longest => $"a name in it is {System.Text.Encoding.UTF8.GetByteCount(name)} bytes long; at most {Longest} are possible",
        _ => null,
    };

    private static bool HasHalfOfPair(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (i + 1 < name.Length && char.IsSurrogatePair(name[i], name[i + 1]))
                i++;
            else if (char.IsSurrogate(name[i]))
                return true;
        }

        return false;
    }
}

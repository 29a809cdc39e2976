using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Loading;

/// <summary>Reads one file as the text of a program, or says why it is none.</summary>
public static class SourceFile
{
    /// <param name="asked">The import that asks for it, or null for a file that a person named.</param>
    public static bool TryRead(
        ISourceReader reader, string path, SourceLocation? asked, [NotNullWhen(true)] out SourceText? source, [NotNullWhen(false)] out Diagnostic? problem,
        SourceOrigin origin = SourceOrigin.Program)
    {
        (source, problem) = reader.Read(path) switch
        {
            SourceReading.Found(var bytes) => Decode(bytes.Span, path, asked, origin),
            SourceReading.IsFolder => (null, LoadErrors.IsFolder(asked, path)),
            SourceReading.Refused(var reason) => (null, LoadErrors.Refused(asked, path, reason)),
            _ => (null, LoadErrors.Missing(asked, path, Suggestion.For(Path.GetFileName(path), reader.NamesBeside(path)))),
        };
        return source is not null;
    }

    private static (SourceText? Source, Diagnostic? Problem) Decode(ReadOnlySpan<byte> bytes, string path, SourceLocation? asked, SourceOrigin origin)
    {
        if (Utf8.IsValid(bytes))
            return (new SourceText(path, Encoding.UTF8.GetString(bytes)) { Origin = origin }, null);

        var text = new char[bytes.Length];
        Utf8.ToUtf16(bytes, text, out var read, out _, replaceInvalidSequences: false);
        return (null, LoadErrors.NotUtf8(asked, path, read));
    }
}

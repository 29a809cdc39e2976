using System.Text;
using Dag.Interpreter.Run.Processes;
using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Reads one plain command as a shell does, and gives up at the first thing that is not plain.</summary>
internal ref struct PlainCommandReader(string script, EquatableList<EnvironmentEntry> environment)
{
    private readonly ReadOnlySpan<char> text = script.AsSpan().Trim(" \t\n");
    private int at;

    private readonly char Here => at < text.Length ? text[at] : '\0';

    private readonly char Next => at + 1 < text.Length ? text[at + 1] : '\0';

    /// <summary>Whether a shell would take it for the name of a variable.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
        => !text.IsEmpty && !char.IsAsciiDigit(text[0]) && NameCharacters.EndOf(text, 0) == text.Length;

    /// <summary>Null where it gave up.</summary>
    public PlainCommand? Read()
    {
        var words = new List<string>();
        var redirections = new List<Redirection>();
        while (at < text.Length)
        {
            if (IsRedirection())
            {
                if (ReadRedirection() is not { } redirection)
                    return null;
                redirections.Add(redirection);
            }
            else
            {
                if (ReadWord() is not { } word)
                    return null;
                words.Add(word);
            }

            if (!SkipBlanks())
                return null;
        }

        return words.Count == 0 ? null : new(words.ToEquatableList(), redirections.ToEquatableList());
    }

    private readonly bool IsRedirection() => Here is '<' or '>' || (Here is '0' or '1' or '2' && Next is '<' or '>');

    /// <summary>False where a word goes on, or something begins that separates words without a blank.</summary>
    private bool SkipBlanks()
    {
        var start = at;
        while (Here is ' ' or '\t' || (at > start && Here == '\\' && Next == '\n'))
            at += Here == '\\' ? 2 : 1;
        return at > start || at == text.Length;
    }

    private Redirection? ReadRedirection()
    {
        var stream = Here is '<' ? 0 : 1;
        if (char.IsAsciiDigit(Here))
            stream = text[at++] - '0';
        var reads = text[at++] == '<';
        if (!reads && Here == '&')
            return ReadSame(stream);

        var adds = !reads && Here == '>';
        if (adds)
            at++;
        while (Here is ' ' or '\t')
            at++;
        if (ReadWord() is not { Length: > 0 } path)
            return null;
        return reads ? new Redirection.From(stream, path) : new Redirection.To(stream, path, adds);
    }

    private Redirection? ReadSame(int stream)
    {
        at++;
        return Here is '1' or '2' ? new Redirection.Same(stream, text[at++] - '0') : null;
    }

    private string? ReadWord()
    {
        var start = at;
        at += LengthOfSafe(text[at..]);
        if (at > start && (at == text.Length || Here is ' ' or '\t'))
            return text[start..at].ToString();

        at = start;
        var word = new StringBuilder();
        while (at < text.Length && Here is not (' ' or '\t'))
        {
            if (!ReadPiece(word))
                return null;
        }

        return at > start ? word.ToString() : null;
    }

    private bool ReadPiece(StringBuilder word)
    {
        switch (Here)
        {
            case '\'':
                return ReadSingleQuoted(word);
            case '"':
                return ReadDoubleQuoted(word);
            case '$':
                // Without quotes, a value of more than plain characters may be several words or none, or name files.
                if (ReadVariable() is not { Length: > 0 } value || LengthOfSafe(value) < value.Length)
                    return false;
                word.Append(value);
                return true;
            case var character when IsSafe(character):
                word.Append(character);
                at++;
                return true;
            default:
                return false;
        }
    }

    private bool ReadSingleQuoted(StringBuilder word)
    {
        var rest = text[(at + 1)..];
        var length = rest.IndexOf('\'');
        if (length < 0)
            return false;
        word.Append(rest[..length]);
        at += length + 2;
        return true;
    }

    private bool ReadDoubleQuoted(StringBuilder word)
    {
        for (at++; at < text.Length; )
        {
            switch (Here)
            {
                case '"':
                    at++;
                    return true;
                case '\\' or '`':
                    return false;
                case '$':
                    if (ReadVariable() is not { } value)
                        return false;
                    word.Append(value);
                    break;
                default:
                    word.Append(text[at++]);
                    break;
            }
        }

        return false;
    }

    /// <summary>The value of <c>$NAME</c> or <c>${NAME}</c>; null where it is another thing, or is not there.</summary>
    private string? ReadVariable()
    {
        at++;
        var isBraced = Here == '{';
        if (isBraced)
            at++;
        var name = text.Slice(at, NameCharacters.EndOf(text[at..], 0));
        at += name.Length;
        if (!IsName(name) || (isBraced && Here != '}'))
            return null;
        if (isBraced)
            at++;

        foreach (var (key, value) in environment)
        {
            if (name.SequenceEqual(key))
                return value;
        }

        return null;
    }

    private static int LengthOfSafe(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsSafe(text[length]))
            length++;
        return length;
    }

    // No blank, quote, operator, comment, pattern, brace or home folder in any shell.
    private static bool IsSafe(char character) => NameCharacters.IsPart(character) || character is '-' or '.' or '/' or ',' or ':' or '=' or '@' or '%' or '+';
}

using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Parsing;

/// <summary>Reads literals. Inside their brackets the ends of lines do not count.</summary>
internal sealed class ValueParser(TokenReader reader, List<Diagnostic> diagnostics)
{
    private const int MostDeep = 200;

    /// <summary>A value; null once it has been said that there is none.</summary>
    public ValueSyntax? Value()
    {
        var start = reader.Current.Start;
        return Value(0) is { } value ? new(value, TextSpan.FromBounds(start, reader.LastEnd)) : null;
    }

    public TextSyntax? Text(string wanted)
    {
        if (reader.Kind is not (TokenKind.Text or TokenKind.RawText))
        {
            reader.SayWanted(wanted);
            return null;
        }

        var token = reader.Take();
        return new(TextLiteral.ContentOf(reader.Source, token.Span, token.Kind == TokenKind.RawText, diagnostics), token.Span);
    }

    /// <summary><c>[ value, … ]</c> with each element's place.</summary>
    public EquatableList<ValueSyntax> Elements()
    {
        var elements = new List<ValueSyntax>();
        if (!reader.Expect(TokenKind.OpenBracket, "'['"))
            return [];

        while (reader.Kind is not (TokenKind.CloseBracket or TokenKind.EndOfFile))
        {
            if (Value() is not { } element)
            {
                SkipTo(TokenKind.CloseBracket);
                break;
            }

            elements.Add(element);
            if (!reader.TryTake(TokenKind.Comma))
                break;
        }

        Close(TokenKind.CloseBracket, "']'");
        return elements.ToEquatableList();
    }

    private DagValue? Value(int depth)
    {
        if (depth > MostDeep)
        {
            diagnostics.Add(SyntaxErrors.TooDeep(reader.PlaceHere(), "values", MostDeep));
            return null;
        }

        switch (reader.Kind)
        {
            case TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size:
                return Number(reader.Current.Start, isNegative: false);
            case TokenKind.Minus or TokenKind.Plus:
                return Signed();
            case TokenKind.Text or TokenKind.RawText:
                return Text("a text") is { } text ? new DagValue.Text(text.Content) : null;
            case TokenKind.OpenBracket:
                return List(depth);
            case TokenKind.OpenBrace:
                return Record(depth);
            case TokenKind.Identifier:
                return Word();
            default:
                return NoValue();
        }
    }

    private DagValue? NoValue()
    {
        reader.SayWanted("a value");
        return null;
    }

    private DagValue? Signed()
    {
        var sign = reader.Take();
        if (reader.Kind is TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size && reader.Current.Start == sign.End)
            return Number(sign.Start, sign.Kind == TokenKind.Minus);
        if (reader.Current.Start == sign.End && reader.TryTakeWord("Infinity"))
            return new DagValue.Real(sign.Kind == TokenKind.Minus ? "-Infinity" : "Infinity");

        reader.SayWanted("a number");
        return null;
    }

    private DagValue Number(int start, bool isNegative)
    {
        var token = reader.Take();
        return NumberLiteral.Read(token.Kind, new(reader.Source, TextSpan.FromBounds(start, token.End)), isNegative, diagnostics);
    }

    private DagValue? Word()
    {
        if (reader.TryTakeWord("true"))
            return new DagValue.Truth(true);
        if (reader.TryTakeWord("false"))
            return new DagValue.Truth(false);
        if (reader.TryTakeWord("none"))
            return new DagValue.None();
        if (reader.TryTakeWord("NaN"))
            return new DagValue.Real("NaN");
        if (reader.TryTakeWord("Infinity"))
            return new DagValue.Real("Infinity");
        if (reader.TryTakeWord("file"))
            return Text("a quoted file path") is { } file ? new DagValue.File(file.Content) : null;
        if (reader.TryTakeWord("folder"))
            return Text("a quoted folder path") is { } folder ? new DagValue.Folder(folder.Content) : null;

        var word = reader.Source.TextOf(reader.Current.Span);
        var meant = word.ToLowerInvariant() switch
        {
            "nan" => "NaN",
            "inf" or "infinity" => "Infinity",
            _ => Suggestion.Nearest(word, ["true", "false", "none", "NaN", "Infinity"]),
        };
        reader.SayWanted("a value", meant is null ? $"put texts in quotes: \"{word}\"" : $"did you mean '{meant}'?");
        if (!reader.IsOnNewLine)
            reader.Take();
        return null;
    }

    private DagValue? List(int depth)
    {
        var elements = Within(TokenKind.CloseBracket, "',' or ']'", () => Value(depth + 1));
        return elements is null ? null : new DagValue.List(elements.ToEquatableList());
    }

    private DagValue? Record(int depth)
    {
        var names = new HashSet<string>();
        var fields = Within(TokenKind.CloseBrace, "',' or '}'", () => Field(depth, names));
        return fields is null ? null : new DagValue.Record(fields.ToEquatableList());
    }

    private DagField? Field(int depth, HashSet<string> before)
    {
        var at = new SourceLocation(reader.Source, reader.Current.Span);
        if (reader.Kind is not (TokenKind.Identifier or TokenKind.Text or TokenKind.RawText))
        {
            reader.SayWanted("a field name");
            return null;
        }

        var name = reader.Kind == TokenKind.Identifier ? reader.Source.TextOf(reader.Take().Span) : Text("a name")?.Content ?? "";
        if (!before.Add(name))
            diagnostics.Add(SyntaxErrors.FieldTwice(at, name));
        return reader.Expect(TokenKind.Colon, "':'") && Value(depth + 1) is { } value ? new(name, value) : null;
    }

    // Null once it has been said what is wrong with one of them, or with how they end.
    private List<T>? Within<T>(TokenKind close, string wanted, Func<T?> one)
        where T : class
    {
        var all = new List<T>();
        reader.Take();
        while (reader.Kind != close && reader.Kind != TokenKind.EndOfFile)
        {
            if (one() is not { } read)
            {
                SkipTo(close);
                return null;
            }

            all.Add(read);
            if (!reader.TryTake(TokenKind.Comma))
                break;
        }

        return Close(close, wanted) ? all : null;
    }

    private bool Close(TokenKind kind, string wanted)
    {
        if (reader.TryTake(kind))
            return true;

        reader.SayWanted(wanted);
        SkipTo(kind);
        return false;
    }

    // What stands inside a broken bracket says nothing more.
    private void SkipTo(TokenKind close)
    {
        var (depth, said) = (0, diagnostics.Count);
        while (reader.Kind != TokenKind.EndOfFile)
        {
            var kind = reader.Kind;
            if (depth == 0 && (kind == close || (reader.IsOnNewLine && kind == TokenKind.Identifier) || kind == TokenKind.CloseBrace))
                break;

            depth += kind is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen ? 1
                : kind is TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen && depth > 0 ? -1 : 0;
            reader.Take();
        }

        if (reader.Kind == close)
            reader.Take();
        diagnostics.RemoveRange(said, diagnostics.Count - said);
    }
}

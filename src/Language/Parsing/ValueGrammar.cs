using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Values;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Scopes;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of literals. Inside their brackets line ends do not count.</summary>
internal static class ValueGrammar
{
    private const int MostDeep = 200;

    private static readonly Parser<char, DagValue> Inner = Rec(AnyLiteral);
    private static readonly Parser<char, DagValue> Number = new Terminal<DagValue>(ReadNumber);
    private static readonly Parser<char, DagValue> Text = Map(text => (DagValue)new DagValue.Text(text.Content), Quoted("a text"));

    private static readonly Parser<char, DagValue> List = Map(
        elements => (DagValue)new DagValue.List(elements.ToEquatableList()),
        Within(TokenKind.OpenBracket, Inner, TokenKind.CloseBracket, "',' or ']'"));

    private static readonly Parser<char, TextSyntax> FieldName = FirstOf(
        new Terminal<TextSyntax>(reading => reading.Reader.Kind == TokenKind.Identifier ? TakeWord(reading) : reading.Fail<TextSyntax>("a word")),
        Quoted("a field name"));

    private static readonly Parser<char, Field> RecordField = Map((name, _, value) => new Field(name, value), FieldName, Mark(TokenKind.Colon, "':'"), Inner);

    private static readonly Parser<char, DagValue> Record = Map(
        fields => (DagValue)new DagValue.Record(fields.ConvertAll(field => new DagField(field.Name.Content, field.Value)).ToEquatableList()),
        Within(TokenKind.OpenBrace, RecordField, TokenKind.CloseBrace, "',' or '}'").Checked(SayTwice));

    private static readonly ByWord<DagValue> Words = new("a value", SayUnknown)
    {
        ["true"] = () => Parser<char>.Return<DagValue>(new DagValue.Truth(true)),
        ["false"] = () => Parser<char>.Return<DagValue>(new DagValue.Truth(false)),
        ["none"] = () => Parser<char>.Return<DagValue>(new DagValue.None()),
        ["NaN"] = () => Parser<char>.Return<DagValue>(new DagValue.Real("NaN")),
        ["Infinity"] = () => Parser<char>.Return<DagValue>(new DagValue.Real("Infinity")),
        ["file"] = () => Map(path => (DagValue)new DagValue.File(path.Content), Quoted("a quoted file path")),
        ["folder"] = () => Map(path => (DagValue)new DagValue.Folder(path.Content), Quoted("a quoted folder path")),
    };

    private static readonly Parser<char, DagValue> Literal = FirstOf(Number, Text, List, Record, Words).Nested("values", MostDeep);

    public static readonly Parser<char, ValueSyntax> Value = Map((value, here) => new ValueSyntax(value, here.Span), Literal, Here).FromHere();

    /// <summary><c>[ value, … ]</c> with each element's place.</summary>
    public static readonly Parser<char, List<ValueSyntax>> Elements =
        Within(TokenKind.OpenBracket, Value, TokenKind.CloseBracket, "']'", keepsElements: true).Or(_ => []);

    private static Parser<char, DagValue> AnyLiteral() => Literal;

    private static TextSyntax TakeWord(Reading reading)
    {
        var name = reading.Reader.Take();
        return new(reading.Source.TextOf(name.Span), name.Span);
    }

    private static List<Field> SayTwice(List<Field> fields, Reading reading)
    {
        var before = new HashSet<string>();
        foreach (var field in fields)
        {
            if (!before.Add(field.Name.Content))
                reading.Diagnostics.Add(SyntaxErrors.FieldTwice(new(reading.Source, field.Name.Span), field.Name.Content));
        }

        return fields;
    }

    private static DagValue? ReadNumber(Reading reading)
    {
        var (reader, start, isNegative) = (reading.Reader, reading.Reader.Current.Start, reading.Reader.Kind == TokenKind.Minus);
        var isSigned = isNegative || reader.Kind == TokenKind.Plus;
        if (isSigned)
            reader.Take();
        var isJoined = !isSigned || reader.Current.Start == reader.LastEnd;
        if (isJoined && reader.Kind is TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size)
            return NumberLiteral.Read(reader.Take().Kind, new(reading.Source, reader.SpanFrom(start)), isNegative, reading.Diagnostics);

        return isSigned && isJoined && reader.TryTakeWord("Infinity")
            ? new DagValue.Real(isNegative ? "-Infinity" : "Infinity")
            : reading.Fail<DagValue>(isSigned ? "a number" : "a value");
    }

    private static string? SayUnknown(Reading reading)
    {
        var reader = reading.Reader;
        var word = reader.Word.ToString();
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

    private sealed record Field(TextSyntax Name, DagValue Value);
}

using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
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

    private static readonly Parser<char, DagValue> Inner = Rec(() => Literal!);

    private static readonly Parser<char, DagValue> Number = new Terminal<DagValue>(ReadNumber);

    private static readonly Parser<char, DagValue> Text = Map(text => (DagValue)new DagValue.Text(text.Content), Quoted("a text"));

    private static readonly Parser<char, DagValue> List = Map(
        elements => (DagValue)new DagValue.List(elements.ToEquatableList()),
        Within(TokenKind.OpenBracket, Inner, TokenKind.CloseBracket, "',' or ']'"));

    private static readonly Parser<char, Field> RecordField = Map(
        (name, _, value) => new Field(name, value),
        FirstOf(NameOfField(), Quoted("the name of a field")), Mark(TokenKind.Colon, "':'"), Inner);

    private static readonly Parser<char, DagValue> Record = Map(
        fields => (DagValue)new DagValue.Record(fields.ConvertAll(field => new DagField(field.Name.Content, field.Value)).ToEquatableList()),
        Within(TokenKind.OpenBrace, RecordField, TokenKind.CloseBrace, "',' or '}'").Checked(SayTwice));

    private static readonly ByWord<DagValue> Words = new("a value", SayUnknown)
    {
        ["true"] = () => Is(new DagValue.Truth(true)),
        ["false"] = () => Is(new DagValue.Truth(false)),
        ["none"] = () => Is(new DagValue.None()),
        ["NaN"] = () => Is(new DagValue.Real("NaN")),
        ["Infinity"] = () => Is(new DagValue.Real("Infinity")),
        ["file"] = () => Map(path => (DagValue)new DagValue.File(path.Content), Quoted("the path of a file, in quotes,")),
        ["folder"] = () => Map(path => (DagValue)new DagValue.Folder(path.Content), Quoted("the path of a folder, in quotes,")),
    };

    private static readonly Parser<char, DagValue> Literal = FirstOf(Number, Text, List, Record, Words).Nested("values", MostDeep);

    public static readonly Parser<char, ValueSyntax> Value = Map((value, here) => new ValueSyntax(value, here.Span), Literal, Here).FromHere();

    /// <summary><c>[ value, … ]</c> with each element's place.</summary>
    public static readonly Parser<char, List<ValueSyntax>> Elements =
        WithinOrPart(TokenKind.OpenBracket, Value, TokenKind.CloseBracket, "']'").Or(_ => []);

    private static Parser<char, DagValue> Is(DagValue value) => Parser<char>.Return(value);

    private static Parser<char, TextSyntax> NameOfField() => new Terminal<TextSyntax>(reading =>
        reading.Reader.Kind == TokenKind.Identifier && reading.Reader.Take() is var name ? new(reading.Source.TextOf(name.Span), name.Span) : Absent<TextSyntax>(reading));

    private static T? Absent<T>(Reading reading)
        where T : class
    {
        reading.Fail("a value");
        return null;
    }

    private static DagValue? ReadNumber(Reading reading)
    {
        var reader = reading.Reader;
        if (reader.Kind is TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size)
            return NumberFrom(reading, reader.Current.Start, isNegative: false);
        if (reader.Kind is not (TokenKind.Minus or TokenKind.Plus))
            return Absent<DagValue>(reading);

        var sign = reader.Take();
        var isNegative = sign.Kind == TokenKind.Minus;
        if (reader.Kind is TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size && reader.Current.Start == sign.End)
            return NumberFrom(reading, sign.Start, isNegative);
        if (reader.Current.Start == sign.End && reader.TryTakeWord("Infinity"))
            return new DagValue.Real(isNegative ? "-Infinity" : "Infinity");

        reading.Fail("a number");
        return null;
    }

    private static DagValue NumberFrom(Reading reading, int start, bool isNegative)
    {
        var token = reading.Reader.Take();
        return NumberLiteral.Read(token.Kind, new(reading.Source, TextSpan.FromBounds(start, token.End)), isNegative, reading.Diagnostics);
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
        reader.SayWanted("a value", meant is null ? $"a text stands in quotes: \"{word}\"" : $"did you mean '{meant}'?");
        if (!reader.IsOnNewLine)
            reader.Take();
        return null;
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

    private sealed record Field(TextSyntax Name, DagValue Value);
}

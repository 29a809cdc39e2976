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

    private static readonly Parser<char, TextSyntax> Pattern = Quoted("a pattern such as \"**/bin/**\"").IfHere("a pattern such as \"**/bin/**\"");

    // In a list or before another setting a comma belongs to what is around.
    private static readonly Parser<char, Reading> MorePatterns = Sign(TokenKind.Comma, unless: reading => reading.Depth > 1 || !reading.Reader.IsTextAfterCurrent);

    private static readonly Parser<char, List<TextSyntax>> Except = Word("except").Then(Pattern.SeparatedBy(MorePatterns));

    private static readonly ByWord<DagValue> Words = new("a value", SayUnknown)
    {
        ["true"] = () => Parser<char>.Return<DagValue>(new DagValue.Truth(true)),
        ["false"] = () => Parser<char>.Return<DagValue>(new DagValue.Truth(false)),
        ["none"] = () => Parser<char>.Return<DagValue>(new DagValue.None()),
        ["NaN"] = () => Parser<char>.Return<DagValue>(new DagValue.Real("NaN")),
        ["Infinity"] = () => Parser<char>.Return<DagValue>(new DagValue.Real("Infinity")),
        ["file"] = () => Map(path => (DagValue)new DagValue.File(path.Content), Quoted("a quoted file path")),
        ["folder"] = () => Map(
            (path, except) => (DagValue)new DagValue.Folder(path.Content) { Except = except.SelectMany(each => each).Select(pattern => pattern.Content).ToEquatableList() },
            Quoted("a quoted folder path"), Except.Repeated()),
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
        if (!isSigned && TakeDate(reading) is { } date)
            return date;

        var isJoined = !isSigned || reader.Current.Start == reader.LastEnd;
        if (isJoined && reader.Kind is TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size)
            return NumberLiteral.Read(reader.Take().Kind, new(reading.Source, reader.SpanFrom(start)), isNegative, reading.Diagnostics);

        return isSigned && isJoined && reader.TryTakeWord("Infinity")
            ? new DagValue.Real(isNegative ? "-Infinity" : "Infinity")
            : reading.Fail<DagValue>(isSigned ? "a number" : "a value");
    }

    // 2026-03-21 without quotes. It is said, and taken as the text that it should have been.
    private static DagValue.Text? TakeDate(Reading reading)
    {
        var (reader, start) = (reading.Reader, reading.Reader.Current.Start);
        if (reader.Kind != TokenKind.Whole || LengthOfDate(reading.Source.Text.AsSpan(start)) is not (> 0 and var length))
            return null;

        var said = reading.Diagnostics.Count;
        do
            reader.Take();
        while (reader.LastEnd < start + length);
        reading.Diagnostics.RemoveRange(said, reading.Diagnostics.Count - said);
        var at = new SourceLocation(reading.Source, reader.SpanFrom(start));
        reading.Diagnostics.Add(SyntaxErrors.BareDate(at));
        return new(at.Text);
    }

    private static int LengthOfDate(ReadOnlySpan<char> text)
    {
        const string Form = "0000-00-00";
        if (text.Length < Form.Length || (text.Length > Form.Length && char.IsAsciiLetterOrDigit(text[Form.Length]) && text[Form.Length] != 'T'))
            return 0;

        for (var i = 0; i < Form.Length; i++)
        {
            if (Form[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != Form[i])
                return 0;
        }

        var end = Form.Length;
        while (text[Form.Length..] is ['T', ..] && end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is ':' or '.' or '+' or '-'))
            end++;
        return end;
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

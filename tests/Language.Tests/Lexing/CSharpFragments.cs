using FsCheck;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Lexing;

/// <summary>Pieces of C# composed of every lexical form there is, each inside each other where C# allows it.
/// They need make no sense, but C#'s lexer finds no fault with them.</summary>
internal static class CSharpFragments
{
    private const int Depth = 4;

    private static readonly Gen<string> Word = Gen.Elements(
        "a", "elsewhere", "@else", "_else", "else1", "value", "true", "x", "nameof", "where", "é", "\\u0065lse", "default", "1", "0x1F", "1.5e-3", "1_000UL", "2.0m");

    private static readonly Gen<string> Char = Gen.Elements(
        "'a'", "'\"'", "'\\''", "'{'", "'}'", "'\\u0041'", "'\\\\'", "'\\x41'", "'\\e'", "';'", "'('", "'#'", "'/'", "'\\0'");

    private static readonly Gen<string> Joiner = Gen.Elements(" + ", ".", ", ", " => ", " ?? ", " / ", " == ", " /* } ' \" ( // */ ", "/**/", " ");

    private static readonly Gen<string> InnerJoiner = Gen.Elements(
        " ? ", " : ", "::", "; ", "\n", "\r\n", "\r", " // don't ' \" { ( /*\n", " /* '\n\" } */ ", " else ", "/// <c>\"</c>\n", " +\n    ", "\u2028");

    private static readonly Gen<string> Directive = Gen.Elements(
        "\n#region can't \"}\n", "\n#endregion }\n", "\n  #pragma warning disable CS0001 // don't {\n", "\n#nullable enable\n",
        "\n#if X\n ' \" {{{ \n#else\n a \n#endif\n", "\n#if !X && (true || Y)\n a\n#elif true\n }}} \"\n#else\n{ '\n#endif // \"\n",
        "\r\n# if false\r\n}\r\n#if true\r\n}\r\n#else\r\n{\r\n#endif\r\n' \r\n# endif\r\n", "\n#if true == (X != true)\n(a)\n#endif\n");

    private static readonly Gen<string> PlainText = Gen.Elements("a", " ", "//", "/*", "*/", "#", ";", " else ", "(", ")", "]", "[", "'", "$", "@", "é", "😀", "::", "\0");

    /// <summary>An expression no newline of which stands outside its brackets, strings and comments.</summary>
    public static Gen<string> Expression { get; } = Code(Depth, Joiner, isInHole: false);

    /// <summary>A block with its braces.</summary>
    public static Gen<string> Block { get; } = Inner(Depth).Select(inner => $"{{{inner}}}");

    private static Gen<string> Code(int depth, Gen<string> joiner, bool isInHole)
        => from first in Term(depth, isInHole)
           from count in Gen.Choose(0, depth)
           from rest in joiner.Zip(Term(depth, isInHole), string.Concat).ListOf(count)
           select first + string.Concat(rest);

    // A directive may not stand in a hole, however deep.
    private static Gen<string> Inner(int depth, bool isInHole = false)
        => Code(depth, Gen.Frequency((3, Joiner), (4, InnerJoiner), (isInHole ? 0 : 1, Directive)), isInHole);

    private static Gen<string> Term(int depth, bool isInHole)
    {
        if (depth == 0)
            return Gen.OneOf(Word, Char, Regular, Verbatim, Raw);

        var inner = Gen.Constant(0).SelectMany(_ => Inner(depth - 1, isInHole));
        return Gen.Frequency(
            (3, Word),
            (1, Char),
            (2, Regular),
            (1, Verbatim),
            (1, Raw),
            (1, inner.Select(code => $"({code})")),
            (1, inner.Select(code => $"a[{code}]")),
            (1, inner.Select(code => $"new {{ {code} }}")),
            (3, Gen.Constant(0).SelectMany(_ => Interpolated(depth - 1))));
    }

    private static Gen<string> Regular
        => from text in Texts(PlainText, Gen.Elements("\\\"", "\\\\", "\\u0041", "\\e", "{", "}", "{{"))
           from suffix in Gen.Elements("", "u8")
           select $"\"{text}\"{suffix}";

    private static Gen<string> Verbatim
        => Texts(PlainText, Gen.Elements("\"\"", "\\", "{", "}", "\n", "\r\n#if x\n", "\"\"\"\"")).Select(text => $"@\"{text}\"");

    private static Gen<string> Raw
        => from quotes in Gen.Choose(3, 5).Select(count => new string('"', count))
           from text in Texts(PlainText, Gen.Elements("\\", "{", "}", "a\"b", "a\"\"b"))
           from lines in Gen.Elements("", "\n", " \r\n")
           select lines == "" ? $"{quotes}a{text}b{quotes}" : $"{quotes}{lines}{text}\"{lines}{quotes}";

    private static Gen<string> Interpolated(int depth) => Gen.OneOf(InterpolatedRegular(depth), InterpolatedVerbatim(depth), InterpolatedRaw(depth));

    private static Gen<string> InterpolatedRegular(int depth)
        => Texts(PlainText, Gen.Elements("\\\"", "\\\\", "{{", "}}", "\\u0041"), Hole(depth, 1, ":hh\\\\:mm")).Select(text => $"$\"{text}\"");

    private static Gen<string> InterpolatedVerbatim(int depth)
        => from text in Texts(PlainText, Gen.Elements("\"\"", "\\", "{{", "}}", "\n"), Hole(depth, 1, ": \"\"a\"\" "))
           from opening in Gen.Elements("$@", "@$")
           select $"{opening}\"{text}\"";

    private static Gen<string> InterpolatedRaw(int depth)
        => from dollars in Gen.Choose(1, 3)
           from quotes in Gen.Choose(3, 4).Select(count => new string('"', count))
           from text in Texts(PlainText, Gen.Elements($"a{Braces('{', dollars - 1)}b", $"a{Braces('}', dollars - 1)}b", "a\"\"b", "\\"), Hole(depth, dollars, ":0.0"))
           from lines in Gen.Elements("", "\n")
           select $"{new string('$', dollars)}{quotes}{lines}a{text}b{lines}{quotes}";

    private static Gen<string> Hole(int depth, int braces, string ownFormat)
        => from code in Gen.Constant(0).SelectMany(_ => Code(depth, Joiner, isInHole: true))
           from space in Gen.Elements(" ", "", "\n", " // } \" ' {\n", "/* } */")
           from format in Gen.Elements("", "", ":yyyy-MM-dd", ",10:0.0", ":#,##0.00;(0)", ": a'b(", "://", ownFormat)
           select $"{Braces('{', braces)}{code}{space}{format}{Braces('}', braces)}";

    private static Gen<string> Texts(params Gen<string>[] pieces)
        => from count in Gen.Choose(0, 4)
           from texts in Gen.OneOf(pieces).ListOf(count)
           select string.Concat(texts);

    private static string Braces(char brace, int count) => new(brace, count);
}

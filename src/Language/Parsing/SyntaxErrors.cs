using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>What can be wrong with the way a program is written.</summary>
internal static class SyntaxErrors
{
    public static Diagnostic UnknownStatement(SourceLocation at, string word, string? hint)
        => new("DAG1101", at, $"unknown statement '{word}'") { Hint = hint };

    public static Diagnostic UnknownClause(SourceLocation at, string word, string? hint)
        => new("DAG1102", at, $"unknown clause '{word}' in a task") { Hint = hint };

    public static Diagnostic Expected(SourceLocation at, string wanted, string found)
        => new("DAG1103", at, $"expected {wanted}, found {found}");

    public static Diagnostic NotReadYet(SourceLocation at, string word)
        => new("DAG1104", at, $"'{word}' is not supported yet");

    public static Diagnostic TooDeep(SourceLocation at, string what, int most)
        => new("DAG1105", at, $"{what} are nested more than {most} levels deep");

    public static Diagnostic TooManyParts(SourceLocation at, int most)
        => new("DAG1115", at, $"query has more than {most} names and conditions") { Hint = "use a pattern such as load_* to name many tasks" };

    public static Diagnostic PatternTooLong(SourceLocation at, int most)
        => new("DAG1116", at, $"pattern is longer than {most} characters");

    public static Diagnostic AfterRun(SourceLocation at, string clause)
        => new("DAG1106", at, $"unexpected '{clause}' after 'run', which is the last clause of a task") { Hint = "move it above 'run'" };

    public static Diagnostic LeftOver(SourceLocation at, string found)
        => new("DAG1107", at, $"unexpected {found}") { Hint = "end the statement before it with a newline or ';'" };

    public static Diagnostic UnknownModifier(SourceLocation at, string word, string? hint)
        => new("DAG1108", at, $"unknown option modifier '{word}'") { Hint = hint ?? "the modifiers are 'meta' and 'compatible'" };

    public static Diagnostic UnclosedBlock(SourceLocation at, string what)
        => new("DAG1109", at, $"unclosed {{ of this {what}");

    public static Diagnostic UnknownEscape(SourceLocation at, string escape)
        => new("DAG1110", at, $"unknown escape sequence '{escape}'") { Hint = "write a backslash as \\\\; the escape sequences are \\n \\t \\r \\\" \\0 \\e \\uXXXX \\u{X…}" };

    public static Diagnostic LessIndented(SourceLocation at)
        => new("DAG1111", at, "line of a raw text is indented less than the closing quotes")
        {
            Hint = "indent it as far as the closing \"\"\"; that indentation is removed from every line",
        };

    public static Diagnostic TooLarge(SourceLocation at, string what)
        => new("DAG1112", at, $"{what} is too large");

    public static Diagnostic TooFine(SourceLocation at, string what, string steps)
        => new("DAG1114", at, $"{what} is not a whole number of {steps}");

    public static Diagnostic FieldTwice(SourceLocation at, string name)
        => new("DAG1113", at, $"duplicate field '{name}'");

    public static Diagnostic UnknownFunction(SourceLocation at, string word, string hint)
        => new("DAG1121", at, $"unknown query function '{word}'") { Hint = hint };

    public static Diagnostic UnknownCondition(SourceLocation at, string word, string hint)
        => new("DAG1122", at, $"unknown condition '{word}'") { Hint = hint };

    public static Diagnostic OnlyInTests(SourceLocation at, string word)
        => new("DAG1123", at, $"'{word}' can only be used in a test") { Hint = "write it in test \"…\" { }" };

    public static Diagnostic NotInTests(SourceLocation at, string word)
        => new("DAG1124", at, $"'{word}' cannot be used in a test")
        {
            Hint = "a test may use set, unset, override, substitute, restore, pin, unpin, disable, enable, remove, rename and expect",
        };

    public static Diagnostic WrittenType(SourceLocation at, string hint)
        => new("DAG1131", at, $"expected the name of a type, found '{at.Text}'") { Hint = hint };

    public static Diagnostic BareDate(SourceLocation at)
        => new("DAG1132", at, $"expected a date in quotes, found {at.Text}") { Hint = $"write \"{at.Text}\"" };
}

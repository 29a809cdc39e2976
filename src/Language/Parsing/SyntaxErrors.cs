using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>What can be wrong with the way a program is written.</summary>
internal static class SyntaxErrors
{
    public static Diagnostic UnknownStatement(SourceLocation at, string word, string? hint)
        => new("DAG1101", at, $"'{word}' begins no statement.") { Hint = hint };

    public static Diagnostic UnknownClause(SourceLocation at, string word, string? hint)
        => new("DAG1102", at, $"'{word}' begins no clause of a task.") { Hint = hint };

    public static Diagnostic Expected(SourceLocation at, string wanted, string found)
        => new("DAG1103", at, $"{wanted} is wanted here, but this is {found}.");

    public static Diagnostic NotReadYet(SourceLocation at, string word)
        => new("DAG1104", at, $"'{word}' is part of the language, but this version does not read it yet.");

    public static Diagnostic TooDeep(SourceLocation at, string what, int most)
        => new("DAG1105", at, $"{what} are nested more than {most} deep here.");

    public static Diagnostic TooManyParts(SourceLocation at, int most)
        => new("DAG1115", at, $"this query has more than {most} names and conditions.") { Hint = "a name with stars, such as load_*, stands for many tasks" };

    public static Diagnostic PatternTooLong(SourceLocation at, int most)
        => new("DAG1116", at, $"this pattern is longer than {most} characters.");

    public static Diagnostic AfterRun(SourceLocation at, string clause)
        => new("DAG1106", at, $"'{clause}' stands after 'run', which is the last clause of a task.") { Hint = "move it above 'run'" };

    public static Diagnostic LeftOver(SourceLocation at, string found)
        => new("DAG1107", at, $"{found} is left over: a statement or clause ends at its line, at ';' or at '}}'.");

    public static Diagnostic UnknownModifier(SourceLocation at, string word, string? hint)
        => new("DAG1108", at, $"'{word}' is no modifier of an option.") { Hint = hint ?? "there are 'meta' and 'compatible'" };

    public static Diagnostic UnclosedBlock(SourceLocation at, string what)
        => new("DAG1109", at, $"the {{ of this {what} is never closed.");

    public static Diagnostic UnknownEscape(SourceLocation at, string escape)
        => new("DAG1110", at, $"'{escape}' is no escape.") { Hint = "a backslash itself is written \\\\; there are \\n \\t \\r \\\" \\0 \\e \\uXXXX \\u{X…}" };

    public static Diagnostic LessIndented(SourceLocation at)
        => new("DAG1111", at, "this line of a raw text is less indented than its closing quotes.")
        {
            Hint = "indent it as far as the line of the closing \"\"\", whose indentation is taken away from every line",
        };

    public static Diagnostic TooLarge(SourceLocation at, string what)
        => new("DAG1112", at, $"this {what} is too large.");

    public static Diagnostic TooFine(SourceLocation at, string what, string steps)
        => new("DAG1114", at, $"this {what} is no whole number of {steps}.");

    public static Diagnostic FieldTwice(SourceLocation at, string name)
        => new("DAG1113", at, $"the field '{name}' is given twice.");

    public static Diagnostic UnknownFunction(SourceLocation at, string word, string hint)
        => new("DAG1121", at, $"'{word}' is no function of queries.") { Hint = hint };

    public static Diagnostic UnknownCondition(SourceLocation at, string word, string hint)
        => new("DAG1122", at, $"'{word}' is nothing a query can ask of a task.") { Hint = hint };

    public static Diagnostic OnlyInTests(SourceLocation at, string word)
        => new("DAG1123", at, $"'{word}' stands in a test.") { Hint = "write it in test \"…\" { }" };

    public static Diagnostic NotInTests(SourceLocation at, string word)
        => new("DAG1124", at, $"'{word}' has no place in a test, which changes a copy of the graph and says what is expected of it.")
        {
            Hint = "there are set, unset, override, substitute, restore, pin, unpin, disable, enable, remove, rename and expect",
        };
}

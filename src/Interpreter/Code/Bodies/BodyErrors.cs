using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What can be wrong with the C# of a program.</summary>
internal static class BodyErrors
{
    public static Diagnostic CSharp(SourceLocation at, string code, string message, string? hint)
        => new("DAG3001", at, CompilerText(code, message)) { Hint = hint };

    /// <summary>A message of the compiler's, in a file or at the prompt.</summary>
    public static string CompilerText(string code, string message) => $"C#: {message.TrimEnd('.')} ({code}).";

    /// <summary>Why a product cannot be stored, said of its type before the task runs, and of its value after.</summary>
    public static string UnstorableText(string task, string what, string why) => $"task '{task}' says 'cache disk', and {what} cannot be stored: {Sentence.Of(why)}";

    /// <param name="most">The limit that was passed; null where the compiler gave up before it.</param>
    public static Diagnostic TooDeep(SourceLocation at, int? most = null)
        => new("DAG3016", at, most is { } levels ? $"this C# is nested more than {levels} levels deep" : "this C# is nested too deep for its compiler") { Hint = "give parts of it names of their own: variables, or functions in code { }" };

    public static Diagnostic CutShort(SourceLocation at, string? hint)
        => new("DAG3014", at, "this C# is cut short: something is missing here.") { Hint = hint };

    public static Diagnostic NotOneExpression(SourceLocation at, string found)
        => new("DAG3015", at, $"'{found}' has no place in this C# expression.") { Hint = "statements stand in braces: run { …; return …; }" };

    public static Diagnostic WrongProduct(SourceLocation at, string task, string product, string representation, string given, string? hint)
        => new("DAG3002", at, $"task '{task}' makes '{product}' ({representation}), but its body gives {given}.") { Hint = hint };

    public static Diagnostic NotACondition(SourceLocation at, string whose, string given)
        => new("DAG3003", at, $"{whose} must be true or false, but this is {given}.");

    public static Diagnostic UnknownRepresentation(SourceLocation at, string name, string? hint)
        => new("DAG3004", at, $"C# knows no type '{name}' here.")
        {
            Hint = hint ?? "declare it in code { }, or open its namespace with using",
        };

    public static Diagnostic ReferenceMissing(SourceLocation at, string path)
        => new("DAG3005", at, $"there is no assembly '{path}' beside this file or beside the program.");

    public static Diagnostic RelativePath(SourceLocation at, string path)
        => new("DAG3006", at, $"\"{path}\" is relative to the folder dag is started in, which says nothing about this file.")
        {
            Severity = Severity.Warning,
            Hint = "take it as an option of type File, or write to task.File(…)",
        };

    public static Diagnostic ReferenceUnreadable(SourceLocation at, string path, string reason)
        => new("DAG3007", at, $"'{path}' is no assembly that can be used: {reason.TrimEnd('.')}.");

    public static Diagnostic NoProductToGive(SourceLocation at, string task, string given)
        => new("DAG3008", at, $"task '{task}' has no product, but its body gives {given}.")
        {
            Hint = "say what it makes: product …",
        };

    public static Diagnostic NotStorable(SourceLocation at, string task, string why)
        => new("DAG3009", at, UnstorableText(task, "what it makes", why))
        {
            Hint = "texts, numbers, bytes, files, and records and collections of them can be; 'cache memory' keeps anything for as long as the process lasts",
        };

    public static Diagnostic UnknownVariable(SourceLocation at, string method)
        => new("DAG3018", at, $"which variables {method} reads here cannot be told, so none of them counts in the fingerprint: a product is reused though one has changed.")
        {
            Severity = Severity.Warning,
            Hint = "write the name in quotes: GetEnvironmentVariable(\"NAME\"); or take the value as an option",
        };

    public static Diagnostic NoCultures(SourceLocation at, string what, string effect)
        => new("DAG3017", at, $"'{what}' {effect} here: dag has no data of cultures and no Unicode tables beyond upper and lower case.")
        {
            Severity = Severity.Warning,
            Hint = "a script, in Python say, has them",
        };
}

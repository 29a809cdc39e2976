using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What can be wrong with the C# of a program.</summary>
internal static class BodyErrors
{
    public static Diagnostic CSharp(SourceLocation at, string code, string message, string? hint)
        => new("DAG3001", at, CompilerText(code, message)) { Hint = hint };

    /// <summary>Text of a message of the compiler, in a file or at the prompt.</summary>
    public static string CompilerText(string code, string message) => $"C#: {message.TrimEnd('.')} ({code})";

    /// <param name="most">The limit that was passed; null where the compiler gave up before it.</param>
    public static Diagnostic TooDeep(SourceLocation at, int? most = null)
        => new("DAG3016", at, most is { } levels ? $"this C# is nested more than {levels} levels deep" : "this C# is nested too deep for its compiler") { Hint = "move parts of it to variables, or to functions in code { }" };

    public static Diagnostic CutShort(SourceLocation at, string? hint)
        => new("DAG3014", at, "incomplete C# expression") { Hint = hint };

    public static Diagnostic NotOneExpression(SourceLocation at, string found)
        => new("DAG3015", at, $"unexpected '{found}' in a C# expression") { Hint = CompilerHints.ForPython(found) ?? "write statements in braces: run { …; return …; }" };

    public static Diagnostic WrongProduct(SourceLocation at, string task, string product, string representation, string given, string? hint)
        => new("DAG3002", at, $"task '{task}' has product '{product}' ({representation}), but its body returns {given}") { Hint = hint };

    public static Diagnostic NotACondition(SourceLocation at, string whose, string given)
        => new("DAG3003", at, $"{whose} must be true or false, found {given}");

    public static Diagnostic UnknownRepresentation(SourceLocation at, string name, string? hint)
        => new("DAG3004", at, $"unknown C# type '{name}'")
        {
            Hint = hint ?? "declare it in code { }, or open its namespace with using",
        };

    public static Diagnostic ReferenceMissing(SourceLocation at, string path)
        => new("DAG3005", at, $"assembly '{path}' not found beside this file or the program");

    public static Diagnostic RelativePath(SourceLocation at, string path)
        => new("DAG3006", at, $"\"{path}\" is resolved against the current directory, not this file")
        {
            Severity = Severity.Warning,
            Hint = "use an option of type File, or write to task.File(…)",
        };

    public static Diagnostic ReferenceUnreadable(SourceLocation at, string path, string reason)
        => new("DAG3007", at, $"cannot use assembly '{path}': {reason.TrimEnd('.')}");

    public static Diagnostic NoProductToGive(SourceLocation at, string task, string given)
        => new("DAG3008", at, $"task '{task}' has no product, but its body returns {given}")
        {
            Hint = "declare a product: product …",
        };

    public static Diagnostic NotStorable(SourceLocation at, string task, string why)
        => new("DAG3009", at, $"the product of task '{task}' cannot be stored (cache disk): {why}")
        {
            Hint = "texts, numbers, bytes, files, and records and collections of them can be stored; 'cache memory' keeps any value while the process runs",
        };

    public static Diagnostic UnknownVariable(SourceLocation at, string method)
        => new("DAG3018", at, $"the variables that {method} reads are unknown and not part of the fingerprint: a product is reused although one has changed")
        {
            Severity = Severity.Warning,
            Hint = "write the name in quotes: GetEnvironmentVariable(\"NAME\"); or use an option",
        };

    public static Diagnostic NoCultures(SourceLocation at, string what, string effect)
        => new("DAG3017", at, $"'{what}' {effect}: dag runs with the invariant culture only")
        {
            Severity = Severity.Warning,
            Hint = "use a script, in Python for example",
        };

    public static Diagnostic RelativePathInScript(SourceLocation at, string path, bool isFolder)
        => new("DAG3040", at, $"\"{path}\" is resolved against the folder that the script starts in, which is empty")
        {
            Severity = Severity.Warning,
            Hint = isFolder ? $"declare it: option source: Folder = folder \"{path}\"; the script gets its path as the variable 'source'"
                : $"declare it: option source: File = file \"{path}\"; the script gets its path as the variable 'source'",
        };

    public static Diagnostic NotATable(SourceLocation at, string what, string format, string type, string why)
        => new("DAG3041", at, $"{what} cannot be passed in {format}: '{type}' is not a table: {why}")
        {
            Hint = "a table is a list of records whose members are single values, or rows of numbers",
        };

    public static Diagnostic NoModules(SourceLocation at, string pattern)
        => new("DAG3042", at, $"no file matches '{pattern}'") { Severity = Severity.Warning, Hint = "a pattern is relative to this file: modules \"lib/*.py\"" };
}

using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Checking;

/// <summary>What can be wrong with names, types and clauses.</summary>
internal static class CheckErrors
{
    public static Diagnostic UnknownType(SourceLocation at, string name, string? hint)
        => new("DAG2001", at, $"unknown type '{name}'") { Hint = ForeignTypes.FindHint(name) ?? hint };

    public static Diagnostic UnknownTask(SourceLocation at, string name, string? hint)
        => new("DAG2002", at, $"unknown task '{name}'") { Hint = hint };

    public static Diagnostic NotYetDefined(SourceLocation at, string kind, string name, SourceLocation defined)
        => new("DAG2003", at, $"{kind} '{name}' is used before it is defined")
        {
            Hint = $"move the definition of '{name}' above its first use",
            Notes = [new(defined, "defined here")],
        };

    public static Diagnostic UsesItself(SourceLocation at, string kind, string name)
        => new("DAG2004", at, $"{kind} '{name}' cannot depend on itself");

    public static Diagnostic NameUsedTwice(SourceLocation at, string kind, string name, SourceLocation first)
        => new("DAG2005", at, $"duplicate {kind} '{name}'") { Notes = [new(first, "first defined here")] };

    public static Diagnostic LocalNameUsedTwice(SourceLocation at, string name, SourceLocation first)
        => new("DAG2006", at, $"'{name}' is already used in this task")
        {
            Hint = $"choose another name; a dep is renamed with 'as'",
            Notes = [new(first, "first used here")],
        };

    public static Diagnostic ReservedName(SourceLocation at, string name, string meaning, string? hint)
        => new("DAG2007", at, $"'{name}' is a reserved name: it is {meaning}") { Hint = hint };

    public static Diagnostic SecondClause(SourceLocation at, string clause, SourceLocation first)
        => new("DAG2008", at, $"duplicate clause '{clause}'") { Notes = [new(first, "first used here")] };

    public static Diagnostic ProductWithoutRun(SourceLocation at, string task)
        => new("DAG2009", at, $"task '{task}' has a product but no 'run'")
        {
            Hint = "add 'run', or remove 'product': a task without 'run' only groups its deps",
        };

    public static Diagnostic WrongClauseValue(SourceLocation at, string clause, string wanted, string given)
        => new("DAG2010", at, $"invalid value for '{clause}': expected {wanted}, found {given}");

    public static Diagnostic UnknownLanguage(SourceLocation at, string name, string? hint)
        => new("DAG2011", at, $"unknown script language '{name}'")
        {
            Hint = hint ?? $"declare it above: language {name} runs \"{name}\" \"{{script}}\"",
        };

    public static Diagnostic UnknownOption(SourceLocation at, string task, string name, string? hint)
        => new("DAG2012", at, $"task '{task}' has no option '{name}'") { Hint = hint };

    public static Diagnostic CompatibleWithoutDefault(SourceLocation at, string name)
        => new("DAG2013", at, $"option '{name}' is 'compatible' but has no default");

    public static Diagnostic EnvWithoutScript(SourceLocation at)
        => new("DAG2014", at, "'env' has no effect: this task runs no script") { Severity = Severity.Warning };

    public static Diagnostic NothingToName(SourceLocation at, string task, string alias)
        => new("DAG2015", at, $"'{alias}' has no value: task '{task}' has no product")
        {
            Severity = Severity.Warning,
            Hint = "remove 'as': this dep only sets the order",
        };

    public static Diagnostic EmptySet(SourceLocation at)
        => new("DAG2016", at, "the set is empty: no value can have this type");

    public static Diagnostic ImportsClash(SourceLocation at, EquatableList<string> names)
        => new("DAG2017", at, $"this import declares {NameList.Quoted(names)}, which {(names.Count == 1 ? "is" : "are")} already declared")
        {
            Hint = "give the import a name: import … as name",
        };

    public static Diagnostic CommandWithoutScript(SourceLocation at, string language)
        => new("DAG2018", at, $"the command of language '{language}' has no {{script}} or {{text}}")
        {
            Hint = "write \"{script}\" for the script's path, or \"{text}\" for its text",
        };

    public static Diagnostic NotAnOption(SourceLocation at, string name, string? hint)
        => new("DAG2019", at, $"expected an option (task.option), found '{name}'") { Hint = hint };

    public static Diagnostic NothingToKeep(SourceLocation at, string clause, string task)
        => new("DAG2020", at, $"'{clause}' has no effect: task '{task}' has no product")
        {
            Hint = "remove it: a task without a product always runs",
        };

    public static Diagnostic UnknownMode(SourceLocation at, string mode, string? hint)
        => new("DAG2021", at, $"unknown cache mode '{mode}'; expected auto, memory, disk or never") { Hint = hint };

    public static Diagnostic NameTooLong(SourceLocation at, string name, int most)
        => new("DAG2027", at, $"name '{name[..20]}…' is {name.Length} characters long; expected at most {most}")
        {
            Hint = "files are named after it, and a file name has at most 255 bytes",
        };

    public static Diagnostic FreshAndNever(SourceLocation at)
        => new("DAG2022", at, "'fresh' has no effect with 'cache never'");

    public static Diagnostic TypeTooDeep(SourceLocation at, string type, int most)
        => new("DAG2023", at, $"type '{type}' has more than {most} ancestors and element types")
        {
            Hint = "merge the predicates of some of them",
        };

    public static Diagnostic TooManyOptions(SourceLocation at, string task, int count, int most)
        => new("DAG2024", at, $"task '{task}' has {count} options; expected at most {most}") { Hint = "pass the values as a record or a file" };

    public static Diagnostic VariableNotPassed(SourceLocation at, string name, string meaning)
        => new("DAG2025", at, $"cannot pass '{name}' to a script: it is {meaning}");

    public static Diagnostic ScriptWithNul(SourceLocation at)
        => new("DAG2026", at, "a script cannot contain a NUL character");

    public static Diagnostic EachOfNoStream(SourceLocation at, string task, DagType? makes, string? alias)
        => new("DAG2051", at, makes is null ? $"'{task}' has no product; 'each' expects a stream" : $"'{task}' produces one '{makes}'; 'each' expects a stream")
        {
            Hint = makes is null
                ? $"write needs {task}"
                : $"write needs {task}{(alias is null ? "" : $" as {alias}")} for the one value, or make '{task}' a stream: product stream {makes}",
        };

    public static Diagnostic SecondEach(SourceLocation at, SourceLocation first)
        => new("DAG2052", at, "a task can take the elements of one stream only")
        {
            Hint = "take the other stream whole, without 'each'",
            Notes = [new(first, "the first 'each' is here")],
        };

    public static Diagnostic EachWithoutRun(SourceLocation at, string task)
        => new("DAG2053", at, $"'each' has no effect: task '{task}' has no 'run'") { Hint = "add 'run', or remove 'each'" };

    public static Diagnostic ScriptYields(SourceLocation at)
        => new("DAG2054", at, "a script cannot produce a stream yet")
        {
            Hint = "make a list, and a stream of it in C#: product stream T; run => list",
        };

    public static Diagnostic ScriptTakesStream(SourceLocation at, string task)
        => new("DAG2055", at, $"a script cannot take the whole stream '{task}' yet")
        {
            Hint = $"take its elements one by one (needs each {task}), or make a list of it in C#: run => await {task}.ToListAsync()",
        };

    public static Diagnostic WrongProductName(SourceLocation at, string name, string why)
        => new("DAG2029", at, $"invalid product name: {why}")
        {
            Hint = LastPart(name) is { } last
                ? $"a product name is a file name without folders, such as \"{last}\"; 'publish' says where the product is copied to"
                : "a product name is a file name without folders, such as \"plot.png\"",
        };

    public static Diagnostic ProductNameOfVariable(SourceLocation at, string name, string variable, SourceLocation declared)
        => new("DAG2030", at, $"'{name}' is already the name of a file of this script: '{variable}' may be passed to it in that file")
        {
            Hint = $"choose another name for the product, or for '{variable}'",
            Notes = [new(declared, $"'{variable}' is declared here")],
        };

    public static Diagnostic WrongPublishPath(SourceLocation at, string why)
        => new("DAG2031", at, $"invalid path to publish to: {why}")
        {
            Hint = "a path is relative to the folder of this file and stays in it, such as \"results/report.md\"; 'dag run --publish FOLDER' copies the targets anywhere",
        };

    public static Diagnostic JitterWithoutBackoff(SourceLocation at)
        => new("DAG2028", at, "'jitter' has no effect without 'backoff'")
        {
            Severity = Severity.Warning,
            Hint = "add the delay that it varies: retry 3 backoff 100ms jitter",
        };

    public static Diagnostic UnknownSource(SourceLocation at, string source, string? hint)
        => new("DAG2040", at, $"unknown source '{source}'; expected env, file or command")
        {
            Hint = hint ?? "write from env \"NAME\", from file \"path\" or from command \"text\"",
        };

    public static Diagnostic WrongSource(SourceLocation at, string source)
        => new("DAG2041", at, $"invalid {(source == "env" ? "variable name" : source == "file" ? "path" : "command")}: it is empty or contains a character that cannot be in one")
        {
            Hint = source == "env" ? "write the name of the variable alone: from env \"API_TOKEN\"" : null,
        };

    public static Diagnostic UnknownFormat(SourceLocation at, string format, string? hint)
        => new("DAG2042", at, $"unknown format '{format}'; expected json, csv, parquet or arrow") { Hint = hint };

    public static Diagnostic FormatWithoutScript(SourceLocation at, string format)
        => new("DAG2043", at, $"'in {format}' has no effect: this task runs no script") { Severity = Severity.Warning, Hint = "remove it: C# takes and returns the values themselves" };

    public static Diagnostic FormatOfNothing(SourceLocation at, string format, string task)
        => new("DAG2044", at, $"'in {format}' has no effect: task '{task}' has no product") { Severity = Severity.Warning, Hint = "remove it: this dep only sets the order" };

    private static string? LastPart(string path)
        => path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } last && last.Length < path.Length && ProductName.WhyNot(last) is null ? last : null;
}

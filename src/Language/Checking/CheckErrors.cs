using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Checking;

/// <summary>What can be wrong with names, types and clauses.</summary>
internal static class CheckErrors
{
    public static Diagnostic UnknownType(SourceLocation at, string name, string? hint)
        => new("DAG2001", at, $"'{name}' is not a type.") { Hint = hint };

    public static Diagnostic UnknownTask(SourceLocation at, string name, string? hint)
        => new("DAG2002", at, $"'{name}' is not a task.") { Hint = hint };

    public static Diagnostic NotYetDefined(SourceLocation at, string kind, string name, SourceLocation defined)
        => new("DAG2003", at, $"{kind} '{name}' is used before it is defined.")
        {
            Hint = $"a name must stand above its first use: move '{name}' up",
            Notes = [new(defined, "it is defined here")],
        };

    public static Diagnostic UsesItself(SourceLocation at, string kind, string name)
        => new("DAG2004", at, $"{kind} '{name}' cannot be made from itself.");

    public static Diagnostic NameUsedTwice(SourceLocation at, string kind, string name, SourceLocation first)
        => new("DAG2005", at, $"there is a {kind} '{name}' already.") { Notes = [new(first, "it was first defined here")] };

    public static Diagnostic LocalNameUsedTwice(SourceLocation at, string name, SourceLocation first)
        => new("DAG2006", at, $"'{name}' stands for something else in this task already.")
        {
            Hint = $"give it another name, for a dep with 'as'",
            Notes = [new(first, "it is first used here")],
        };

    public static Diagnostic ReservedName(SourceLocation at, string name, string meaning, string? hint)
        => new("DAG2007", at, $"'{name}' cannot be used as a name here: it stands for {meaning}.") { Hint = hint };

    public static Diagnostic SecondClause(SourceLocation at, string clause, SourceLocation first)
        => new("DAG2008", at, $"a task has one '{clause}' clause at most.") { Notes = [new(first, "the first one is here")] };

    public static Diagnostic ProductWithoutRun(SourceLocation at, string task)
        => new("DAG2009", at, $"task '{task}' has a product, but no 'run' that makes it.")
        {
            Hint = "add 'run', or leave 'product' out: a task without 'run' is one name for all that it needs",
        };

    public static Diagnostic WrongClauseValue(SourceLocation at, string clause, string wanted, string given)
        => new("DAG2010", at, $"'{clause}' wants {wanted}, but this is {given}.");

    public static Diagnostic UnknownLanguage(SourceLocation at, string name, string? hint)
        => new("DAG2011", at, $"'{name}' is not a language that scripts can be written in.")
        {
            Hint = hint ?? $"say how it is run, above: language {name} runs \"{name}\" \"{{script}}\"",
        };

    public static Diagnostic UnknownOption(SourceLocation at, string task, string name, string? hint)
        => new("DAG2012", at, $"task '{task}' has no option '{name}'.") { Hint = hint };

    public static Diagnostic CompatibleWithoutDefault(SourceLocation at, string name)
        => new("DAG2013", at, $"option '{name}' is 'compatible', but has no default to be compatible with.");

    public static Diagnostic EnvWithoutScript(SourceLocation at)
        => new("DAG2014", at, "'env' lets variables into a script, and this task runs none.") { Severity = Severity.Warning };

    public static Diagnostic NothingToName(SourceLocation at, string task, string alias)
        => new("DAG2015", at, $"task '{task}' makes no product, so '{alias}' stands for nothing.")
        {
            Severity = Severity.Warning,
            Hint = "leave 'as' out: it is needed for order only",
        };

    public static Diagnostic EmptySet(SourceLocation at)
        => new("DAG2016", at, "no value is in an empty set, so nothing could be of this type.");

    public static Diagnostic ImportsClash(SourceLocation at, EquatableList<string> names)
        => new("DAG2017", at, $"this import brings {NameList.Quoted(names)}, which {(names.Count == 1 ? "stands" : "stand")} for something else already.")
        {
            Hint = "put its names behind one of their own: import … as name",
        };

    public static Diagnostic CommandWithoutScript(SourceLocation at, string language)
        => new("DAG2018", at, $"the command of language '{language}' says nowhere what to run.")
        {
            Hint = "write \"{script}\" where the script's path belongs",
        };

    public static Diagnostic NotAnOption(SourceLocation at, string name, string? hint)
        => new("DAG2019", at, $"'{name}' is not an option: it is written task.option.") { Hint = hint };

    public static Diagnostic NothingToKeep(SourceLocation at, string clause, string task)
        => new("DAG2020", at, $"'{clause}' is about a product that was made before, and task '{task}' makes none.")
        {
            Hint = "leave it out: what makes nothing runs whenever it is reached",
        };

    public static Diagnostic UnknownMode(SourceLocation at, string mode, string? hint)
        => new("DAG2021", at, $"'cache' wants auto, memory, disk or never, but this is '{mode}'.") { Hint = hint };

    public static Diagnostic NameTooLong(SourceLocation at, string name, int most)
        => new("DAG2027", at, $"name '{name[..20]}…' is {name.Length} characters long; expected at most {most}")
        {
            Hint = "files are named after it, and their names may have 255 bytes",
        };

    public static Diagnostic FreshAndNever(SourceLocation at)
        => new("DAG2022", at, "'fresh' says how long a product may be used again, and 'cache never' says that it never is.");

    public static Diagnostic TypeTooDeep(SourceLocation at, string type, int most)
        => new("DAG2023", at, $"more than {most} types stand above or around type '{type}', each the parent or the list of the next.")
        {
            Hint = "put the predicates of some of them into one",
        };

    public static Diagnostic TooManyOptions(SourceLocation at, string task, int count, int most)
        => new("DAG2024", at, $"task '{task}' has {count} options, and a task may have {most}.") { Hint = "give it a record or a file with the values" };

    public static Diagnostic VariableNotPassed(SourceLocation at, string name, string meaning)
        => new("DAG2025", at, $"'{name}' cannot be passed to this script: it is {meaning}.");

    public static Diagnostic ScriptWithNul(SourceLocation at)
        => new("DAG2026", at, "the text of a script cannot contain a NUL character.");

    public static Diagnostic JitterWithoutBackoff(SourceLocation at)
        => new("DAG2028", at, "'jitter' has no effect without 'backoff'")
        {
            Severity = Severity.Warning,
            Hint = "add the delay that it varies: retry 3 backoff 100ms jitter",
        };
}

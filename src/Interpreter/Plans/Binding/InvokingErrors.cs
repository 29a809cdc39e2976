using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>What can be wrong with what a run is asked for. A secret is in none of it.</summary>
internal static class InvokingErrors
{
    private const string ValueMissing = "DAG4001";
    private const string ValueUnfit = "DAG4002";
    private const string ValueRefused = "DAG4003";
    private const string FileMissing = "DAG4009";
    private const string FolderMissing = "DAG4010";
    private const string PinUnfit = "DAG4014";
    private const string PinIsRefused = "DAG4015";
    private const string ScriptUnfit = "DAG4026";
    private const string TargetUnknown = "DAG4004";
    private const string OptionOfTaskUnknown = "DAG4005";
    private const string OptionOfTargetsUnknown = "DAG4006";
    private const string TaskOfOptionUnknown = "DAG4012";
    private const string KindWrong = "DAG4025";
    private const string NoCode = "--no-run-code checks a file without running any of its C#";

    public static Diagnostic OptionMissing(OptionDeclaration option, TaskName task, bool isTarget)
        => new(ValueMissing, option.At, $"missing value for option '{option.Name}' of task '{task}': it is a '{option.Type}' without a default")
        {
            Hint = isTarget ? $"pass it with --{option.Name} VALUE" : $"pass it with --set {task}.{option.Name}=VALUE",
            Notes = option.Doc is { } doc ? [new(null, doc)] : [],
        };

    public static Diagnostic DoesNotFit(SourceLocation? at, OptionName option, string origin, BindResult binding)
        => new(ValueUnfit, at, $"invalid value for option '{option}' ({origin}): {binding.Clause}") { Hint = binding.Hint };

    public static Diagnostic Refused(SourceLocation? at, OptionName option, string origin, PredicateFailure failure)
        => new(ValueRefused, at, $"invalid value for option '{option}' ({origin}): {failure.Message}")
        {
            Hint = failure.Hint,
            Notes = failure.Notes,
        };

    public static Diagnostic PredicateEndedProcess(DagType? type)
        => new("DAG4030", type?.At, $"{PredicateOf(type)} ended the process") { Hint = "a predicate returns true or false, or throws" };

    public static Diagnostic PredicateTookTooLong(DagType? type, TimeSpan limit)
        => new("DAG4031", type?.At, $"{PredicateOf(type)} did not end within {(int)limit.TotalSeconds} seconds") { Hint = NoCode };

    public static Diagnostic PredicateTookTooMuchMemory(DagType? type, long limit)
        => new("DAG4032", type?.At, $"{PredicateOf(type)} used more than {limit >> 20} MB of memory") { Hint = NoCode };

    public static Diagnostic PredicateThrewUncaught(DagType? type, string exception, string message)
        => new("DAG4033", type?.At, $"{PredicateOf(type)} threw an unhandled exception: {exception}: {message}");

    public static Diagnostic NeedsCode(SourceLocation? at, OptionName option, DagType type)
        => new("DAG4034", at, $"cannot read option '{option}' without running C#: the program defines its type '{type}'")
        {
            Hint = "remove --no-run-code",
        };

    public static string PredicateOf(DagType? type) => type is null ? "a predicate" : $"the predicate of '{type}'";

    public static Diagnostic NoVariable(SourceLocation? at, OptionName option, string origin, string why)
        => new(ScriptUnfit, at, $"cannot pass option '{option}' to a script ({origin}): the text {why}") { Hint = "use an option of type File, or remove that character" };

    public static Diagnostic UnknownTarget(string name, string? hint)
        => new(TargetUnknown, null, $"unknown task '{name}'") { Hint = hint ?? "dag query FILE all lists its tasks" };

    public static Diagnostic UnknownOptionOfTask(string typed, TaskDeclaration task, string option)
        => new(OptionOfTaskUnknown, null, $"task '{task.Name}' has no option '{option}' ({typed})")
        {
            Hint = Suggestion.For(option, task.Options.Select(each => each.Name))
                ?? (task.Options.IsEmpty ? "it has no options" : $"its options are {string.Join(", ", task.Options.Select(each => $"'{each.Name}'"))}"),
        };

    public static Diagnostic UnknownOptionOfTargets(string option, IReadOnlyList<TaskName> targets, string? hint, TaskName? owner)
        => new(OptionOfTargetsUnknown, null, $"{(targets.Count == 1 ? $"target '{targets[0]}' has no" : "none of the targets has an")} option '{option}'")
        {
            Hint = hint ?? (owner is { } task ? $"task '{task}' has one: --set {task}.{option}=VALUE" : "set an option of another task with --set task.option=value"),
        };

    public static Diagnostic NotNeeded(string typed, TaskName task)
        => new("DAG4007", null, $"{typed} has no effect: the targets do not depend on task '{task}'") { Severity = Severity.Warning };

    public static Diagnostic NothingToRun(string path)
        => new("DAG4008", null, $"nothing to run: '{path}' declares no task");

    public static Diagnostic NoSuchFile(SourceLocation? at, OptionName option, string origin, string path, string? hint)
        => new(FileMissing, at, $"file of option '{option}' not found ({origin}): '{path}'") { Hint = hint };

    public static Diagnostic NoSuchFolder(SourceLocation? at, OptionName option, string origin, string path, string? hint)
        => new(FolderMissing, at, $"folder of option '{option}' not found ({origin}): '{path}'") { Hint = hint };

    public static Diagnostic NotAFile(SourceLocation? at, OptionName option, string origin, string what, string path, bool isFolder)
        => new(KindWrong, at, $"option '{option}' names {what}, not a {(isFolder ? "folder" : "file")} ({origin}): '{PathBytes.Shown(path)}'");

    public static Diagnostic SetValueDoesNotFit(SourceLocation at, string type, BindResult binding)
        => new("DAG4011", at, $"invalid value for type '{type}': {binding.Clause}") { Hint = binding.Hint };

    public static Diagnostic UnknownTaskOfOption(string typed, string task, string? hint)
        => new(TaskOfOptionUnknown, null, $"unknown task '{task}' ({typed})") { Hint = hint };

    public static Diagnostic TargetDisabled(TaskName task, SourceLocation at)
        => new("DAG4013", null, $"cannot run '{task}': it is disabled")
        {
            Hint = $"enable {task}",
            Notes = [new(at, "disabled here")],
        };

    public static Diagnostic PinDoesNotFit(SourceLocation? at, TaskName task, DagType type, BindResult binding)
        => new(PinUnfit, at, $"cannot pin '{task}', whose product is a '{type}': {binding.Clause}") { Hint = binding.Hint };

    public static Diagnostic PinRefused(SourceLocation? at, TaskName task, PredicateFailure failure)
        => new(PinIsRefused, at, $"cannot pin '{task}': {failure.Message}")
        {
            Hint = failure.Hint,
            Notes = failure.Notes,
        };

    /// <summary>Whether it says of an option that it has no value; the hint is for who runs a file.</summary>
    public static bool IsOptionMissing(Diagnostic diagnostic) => diagnostic.Code is ValueMissing;

    /// <summary>Whether it says of a task or an option that there is none.</summary>
    public static bool IsUnknownName(Diagnostic diagnostic) => diagnostic.Code is TargetUnknown or OptionOfTaskUnknown or OptionOfTargetsUnknown or TaskOfOptionUnknown;

    /// <summary>Whether it says that a value is missing, does not fit or is refused.</summary>
    public static bool IsAboutValues(Diagnostic diagnostic)
        => diagnostic.Code is ValueMissing or ValueUnfit or ValueRefused or FileMissing or FolderMissing or KindWrong or ScriptUnfit or PinUnfit or PinIsRefused;
}

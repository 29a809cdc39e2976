using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>What can be wrong with what a run is asked for. A secret is in none of it.</summary>
internal static class InvokingErrors
{
    private const string NoCode = "--no-run-code checks a file without running any of its C#";

    public static Diagnostic OptionMissing(OptionDeclaration option, TaskName task, bool isTarget)
        => new("DAG4001", option.At, $"missing value for option '{option.Name}' of task '{task}': it is a '{option.Type}' without a default")
        {
            Subject = DiagnosticSubject.MissingValue,
            Hint = Secrecy.Hides(option.Type) ? $"say where it comes from: option {option.Name}: {option.Type} from env \"NAME\", from file \"path\" or from command \"text\""
                : isTarget ? $"pass it with --{option.Name} VALUE" : $"pass it with --set {task}.{option.Name}=VALUE",
            Notes = option.Doc is { } doc ? [new(null, doc)] : [],
        };

    public static Diagnostic DoesNotFit(SourceLocation? at, OptionName option, string origin, BindResult binding)
        => new("DAG4002", at, $"invalid value for option '{option}' ({origin}): {binding.Clause}") { Subject = DiagnosticSubject.Value, Hint = binding.Hint };

    public static Diagnostic Refused(SourceLocation? at, OptionName option, string origin, PredicateFailure failure)
        => new("DAG4003", at, $"invalid value for option '{option}' ({origin}): {failure.Message}")
        {
            Subject = DiagnosticSubject.Value,
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
        => new("DAG4026", at, $"cannot pass option '{option}' to a script ({origin}): the text {why}") { Subject = DiagnosticSubject.Value, Hint = "use an option of type File, or remove that character" };

    public static Diagnostic UnknownTarget(string name, string? hint)
        => new("DAG4004", null, $"unknown task '{name}'") { Subject = DiagnosticSubject.Name, Hint = hint ?? "dag query FILE all lists its tasks" };

    public static Diagnostic UnknownOptionOfTask(string typed, TaskDeclaration task, string option)
        => new("DAG4005", null, $"task '{task.Name}' has no option '{option}' ({typed})")
        {
            Subject = DiagnosticSubject.Name,
            Hint = Suggestion.For(option, task.Options.Select(each => each.Name))
                ?? (task.Options.IsEmpty ? "it has no options" : $"its options are {string.Join(", ", task.Options.Select(each => $"'{each.Name}'"))}"),
        };

    public static Diagnostic UnknownOptionOfTargets(string option, IReadOnlyList<TaskName> targets, string? hint, TaskName? owner)
        => new("DAG4006", null, $"{(targets.Count == 1 ? $"target '{targets[0]}' has no" : "none of the targets has an")} option '{option}'")
        {
            Subject = DiagnosticSubject.Name,
            Hint = hint ?? (owner is { } task ? $"task '{task}' has one: --set {task}.{option}=VALUE" : "set an option of another task with --set task.option=value"),
        };

    public static Diagnostic FlagOrOption(string flag, TaskName task, OptionDeclaration option)
        => new("DAG4060", null, $"'--{flag}' is a flag of dag, and '{flag}' is an option of task '{task}'")
        {
            Subject = DiagnosticSubject.Name,
            Hint = $"for the option write --set {task}.{flag}=VALUE; for the flag write --{flag} before the file",
            Notes = [new(option.At, "the option")],
        };

    public static Diagnostic NotNeeded(string typed, TaskName task)
        => new("DAG4007", null, $"{typed} has no effect: the targets do not depend on task '{task}'") { Severity = Severity.Warning };

    public static Diagnostic NothingToRun(string path)
        => new("DAG4008", null, $"nothing to run: '{path}' declares no task");

    public static Diagnostic NoSuchFile(SourceLocation? at, OptionName option, string origin, string path, string? hint)
        => new("DAG4009", at, $"file of option '{option}' not found ({origin}): '{path}'") { Subject = DiagnosticSubject.Value, Hint = hint };

    public static Diagnostic NoSuchFolder(SourceLocation? at, OptionName option, string origin, string path, string? hint)
        => new("DAG4010", at, $"folder of option '{option}' not found ({origin}): '{path}'") { Subject = DiagnosticSubject.Value, Hint = hint };

    public static Diagnostic NotAFile(SourceLocation? at, OptionName option, string origin, string what, string path, bool isFolder)
        => new("DAG4025", at, $"option '{option}' names {what}, not a {(isFolder ? "folder" : "file")} ({origin}): '{PathBytes.Shown(path)}'") { Subject = DiagnosticSubject.Value };

    public static Diagnostic SetValueDoesNotFit(SourceLocation at, string type, BindResult binding)
        => new("DAG4011", at, $"invalid value for type '{type}': {binding.Clause}") { Hint = binding.Hint };

    public static Diagnostic UnknownTaskOfOption(string typed, string task, string? hint)
        => new("DAG4012", null, $"unknown task '{task}' ({typed})") { Subject = DiagnosticSubject.Name, Hint = hint };

    public static Diagnostic TargetDisabled(TaskName task, SourceLocation at)
        => new("DAG4013", null, $"cannot run '{task}': it is disabled")
        {
            Hint = $"enable {task}",
            Notes = [new(at, "disabled here")],
        };

    public static Diagnostic PinDoesNotFit(SourceLocation? at, TaskName task, DagType type, BindResult binding)
        => new("DAG4014", at, $"cannot pin '{task}', whose product is a '{type}': {binding.Clause}") { Subject = DiagnosticSubject.Value, Hint = binding.Hint };

    public static Diagnostic PinRefused(SourceLocation? at, TaskName task, PredicateFailure failure)
        => new("DAG4015", at, $"cannot pin '{task}': {failure.Message}")
        {
            Subject = DiagnosticSubject.Value,
            Hint = failure.Hint,
            Notes = failure.Notes,
        };

    public static Diagnostic VariableNotSet(OptionName option, OptionSource.Variable source)
        => new("DAG4040", source.At, $"missing value for option '{option}': the variable {source.Name} is not set")
        {
            Subject = DiagnosticSubject.MissingValue,
            Hint = $"set it: export {source.Name}=…",
        };

    public static Diagnostic SourceFileMissing(OptionName option, OptionSource.File source, string path)
        => new("DAG4041", source.At, $"missing value for option '{option}': file not found: '{PathBytes.Shown(path)}'")
        {
            Subject = DiagnosticSubject.MissingValue,
            Hint = "write the value into that file, or name another one",
        };

    public static Diagnostic SourceFileUnreadable(OptionName option, OptionSource.File source, string path, string why)
        => new("DAG4042", source.At, $"cannot read the value of option '{option}' from '{PathBytes.Shown(path)}': {why}") { Subject = DiagnosticSubject.Value };

    /// <param name="lines">What it wrote to its standard error, without secrets.</param>
    public static Diagnostic CommandFailed(OptionName option, OptionSource.Command source, string why, EquatableList<string> lines)
        => new("DAG4043", source.At, $"cannot read the value of option '{option}': its command {why}")
        {
            Subject = DiagnosticSubject.Value,
            Notes = lines.Map(line => new DiagnosticNote(null, line)),
            Hint = "the command prints the value and ends with 0; it is run by sh in the folder of this file",
        };

    public static Diagnostic CommandNotRun(OptionName option, OptionSource source)
        => new("DAG4044", source.At, $"cannot read option '{option}' without running its command") { Hint = "remove --no-run-code" };

    public static Diagnostic NoOptionOfValues(SourceLocation at, string written, TaskDeclaration? task, string? hint)
        => new("DAG4045", at, task is null ? $"unknown option '{written}': expected task.option" : $"'{written}' is a task: expected an object with its options")
        {
            Subject = DiagnosticSubject.Name,
            Hint = task is null ? hint ?? "a key names an option: task.option, or a task whose value is an object"
                : task.Options.IsEmpty ? "it has no options" : $"write {{ \"{written}\": {{ \"{task.Options[0].Name}\": … }} }}, or \"{written}.{task.Options[0].Name}\": …",
        };

    public static Diagnostic ValueTwice(SourceLocation at, string written)
        => new("DAG4046", at, $"duplicate value for option '{written}'") { Subject = DiagnosticSubject.Value, Hint = "remove one of the two" };

    public static Diagnostic NotJson(SourceLocation at, string why)
        => new("DAG4047", at, $"invalid JSON: {why}") { Subject = DiagnosticSubject.Value };

    public static Diagnostic NotASet(SourceLocation at)
        => new("DAG4048", at, "a file of values contains 'set' statements only") { Subject = DiagnosticSubject.Value, Hint = "write set task.option = value; a file with tasks is imported, or run" };

    public static Diagnostic ValuesOfOtherKind(string path)
        => new("DAG4049", null, $"cannot read values from '{PathBytes.Shown(path)}': expected a .json or .dag file") { Subject = DiagnosticSubject.Value };

    public static Diagnostic ValuesUnreadable(string path, string why, string? hint)
        => new("DAG4050", null, $"cannot read the file of values '{PathBytes.Shown(path)}': {why}") { Subject = DiagnosticSubject.Value, Hint = hint };

    public static Diagnostic ValueOverridden(SourceLocation at, OptionName option, SourceLocation set)
        => new("DAG4051", at, $"the value of '{option}' has no effect: a 'set' counts more than --with")
        {
            Severity = Severity.Warning,
            Notes = [new(set, "set here")],
            Hint = $"pass it with --set {option}=VALUE, or remove the 'set'",
        };

    public static Diagnostic NameOfValue(SourceLocation at, DagType type)
        => new("DAG4027", at, $"a product of type '{type}' cannot have a name: it is neither a file nor a folder")
        {
            Hint = "remove the name, or make the product a File or a Folder",
        };

    public static Diagnostic NameRefused(SourceLocation at, string name, PredicateFailure failure, string? fitting)
        => new("DAG4028", at, $"the name '{name}' does not fit '{failure.Type}': {failure.Message}")
        {
            Hint = fitting is null ? null : $"name it \"{fitting}\", or change the type of the product",
            Notes = failure.Notes,
        };

    public static Diagnostic PublishedTwice(PublishDeclaration publish, TaskName task, TaskName other, PublishDeclaration first, bool isSame)
        => new("DAG4029", publish.At, isSame ? $"tasks '{other}' and '{task}' publish to one place: '{publish.Path}'" : $"tasks '{other}' and '{task}' publish to places of which one is inside the other: '{first.Path}' and '{publish.Path}'")
        {
            Hint = "choose another path for one of them",
            Notes = [new(first.At, $"'{other}' publishes here")],
        };

    public static Diagnostic SecretPublished(PublishDeclaration publish, DagType type)
        => new("DAG4035", publish.At, $"a secret cannot be published: the product is a '{type}'")
        {
            Hint = "remove 'publish', or write what may be seen to a product of another type",
        };

    public static Diagnostic NotPublished(PublishDeclaration publish, string why)
        => new("DAG4036", publish.At, $"cannot publish to '{publish.Path}': {why}") { Hint = "choose another path" };

    public static Diagnostic NoFormToPublish(PublishDeclaration publish, DagType type, ValueFile.Problem problem) => problem switch
    {
        ValueFile.Problem.NoTable => new("DAG4038", publish.At, $"a '{type}' cannot be published as CSV: it is not a list of flat records")
        {
            Hint = "publish it as JSON, or make the product a list of records of which each field is a single value",
        },
        _ => new("DAG4037", publish.At, $"a '{type}' cannot be published as '{publish.Path}': expected the extension .json, .csv or .txt")
        {
            Hint = "a value is written as JSON, CSV or text by the extension; a Text, Bytes, File or Folder can be published under any name",
        },
    };
}

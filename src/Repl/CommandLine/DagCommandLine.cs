using System.CommandLine;
using System.CommandLine.Parsing;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Sessions;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Repl.Commands;
using Dag.Repl.Rendering;

namespace Dag.Repl.CommandLine;

/// <summary>The verbs and flags of the program: one table that is parsed by, suggested from and shown as help.</summary>
internal sealed class DagCommandLine
{
    private readonly Func<string?, CommandContext> open;
    private readonly CancellationToken cancellation;
    private readonly RootCommand root = new("dag runs graphs of tasks: typed, checked before anything runs, written in C# and shell.");
    private readonly Argument<string> file = new("FILE") { Description = "a .dag file" };
    private readonly Argument<string[]> files = new("FILE") { Description = ".dag files", Arity = ArgumentArity.OneOrMore };
    private readonly Argument<string[]> targets = new("TARGET") { Description = "tasks to make; none: the file's own run statements, or else its leaves", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> set = new("--set") { Description = "an option of any task: --set task.option=value", HelpName = "t.o=v", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> workers = new("-j", "--jobs") { Description = "how many tasks run at once (default: the number of processors)", HelpName = "N" };
    private readonly Option<bool> keepGoing = new("--keep-going", "-k") { Description = "after a failure go on with what does not depend on it" };
    private readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "say what would run, and run nothing" };
    private readonly Option<string> progress = new("--progress") { Description = "auto, plain (a line a step) or none", HelpName = "auto|plain|none" };
    private readonly Option<string> output = new("--output") { Description = "what is shown of what tasks print: prefixed, grouped or failed", HelpName = "prefixed|grouped|failed" };
    private readonly Option<bool> json = new("--json") { Description = "one JSON object a line on standard output" };
    private readonly Option<string> cache = new("--cache") { Description = "the folder for state instead of .dag beside the file (or DAG_CACHE)", HelpName = "FOLDER" };
    private readonly Option<bool> checkOnly = new("--check") { Description = "write nothing; exit with 5 when there is something to do" };
    private readonly Option<bool> noRunCode = new("--no-run-code") { Description = "run not even the predicates of defaults" };

    public DagCommandLine(Func<string?, CommandContext> open, CancellationToken cancellation)
    {
        this.open = open;
        this.cancellation = cancellation;
        Add("run", "check, plan and run", [file, targets], [set, workers, keepGoing, dryRun, progress, output, json, cache]);
        Add("check", "say everything that is wrong, run nothing", [files], [noRunCode, json, cache]);
        Add("plan", "say what a run would do, with every option's value and where it comes from", [file, targets], [set, json, cache]);
        Add("fmt", "put files into the one layout ('-': standard input to standard output)", [files], [checkOnly]);
        Add("help", "what a file offers: tasks, options, types", [Optional("FILE"), Optional("TASK")], [cache]);
    }

    public async Task<int> RunAsync(string[] words)
    {
        var (verb, rest) = Verb(words);
        if (verb is null)
            return ShowHelp();

        if (Find(verb) is not { } command)
            return Fail(Unknown(verb));
        if (rest.Contains("--help") || rest.Contains("-h") || rest.Contains("-?"))
            return root.Parse([verb, "--help"]).Invoke();

        var (known, given) = verb is "run" or "plan" ? OwnFlags.Split(command, rest) : (rest, []);
        var parsed = command.Parse(known);
        if (parsed.Errors.Count > 0 || parsed.UnmatchedTokens.Count > 0)
            return Fail(Wrong(parsed, command));

        return await DispatchAsync(verb, parsed, given).ConfigureAwait(false);
    }

    // A file by itself is a script: its #! line calls the program so.
    private (string? Word, string[] Others) Verb(string[] words) => words switch
    {
        [] or ["--help" or "-h" or "-?", ..] => (null, []),
        ["help"] => (null, []),
        ["--version", ..] => ("--version", []),
        [var first, ..] when Find(first) is null && IsScript(first) => ("run", words),
        [var first, .. var rest] => (first, rest),
    };

    private static bool IsScript(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadByte() == '#' && file.ReadByte() == '!';
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private void Add(string verb, string about, Argument[] arguments, Option[] options)
    {
        var command = new Command(verb, about);
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        foreach (var option in options)
            command.Options.Add(option);
        root.Subcommands.Add(command);
    }

    private static Argument<string?> Optional(string name) => new(name) { Arity = ArgumentArity.ZeroOrOne };

    private Command? Find(string verb) => root.Subcommands.FirstOrDefault(command => command.Name == verb);

    private int ShowHelp() => root.Parse(["--help"]).Invoke();

    private Diagnostic Unknown(string verb)
    {
        if (File.Exists(verb) || verb.EndsWith(".dag", StringComparison.Ordinal))
            return CommandLineErrors.NothingSaid(verb);

        return CommandLineErrors.UnknownVerb(verb, Suggestion.For(verb, root.Subcommands.Select(command => command.Name)));
    }

    private static Diagnostic Wrong(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } flag)
            return CommandLineErrors.UnknownFlag(flag, Suggestion.For(flag, command.Options.SelectMany(option => option.Aliases.Append(option.Name))));

        var message = parsed.Errors.Count > 0 ? parsed.Errors[0].Message : $"'{parsed.UnmatchedTokens[0]}' is too much";
        return CommandLineErrors.Wrong(message, $"dag {command.Name} --help shows how it is written");
    }

    private int Fail(Diagnostic diagnostic)
    {
        open(null).Say([diagnostic], asJson: false);
        return ExitCode.CommandLineWrong;
    }

    private async Task<int> DispatchAsync(string verb, ParseResult parsed, EquatableList<GivenOption> given)
    {
        var context = open(Has(parsed, cache) ? parsed.GetValue(cache) : null);
        switch (verb)
        {
            case "run":
                var (arguments, wrong) = RunArgumentsOf(parsed, given);
                return arguments is null ? Fail(wrong ?? CommandLineErrors.Wrong("the flags do not fit", null)) : await RunCommand.RunAsync(context, arguments, cancellation).ConfigureAwait(false);
            case "plan":
                return OrderOf(parsed, given, out var refused) is { } order
                    ? PlanCommand.Run(context, Word(parsed, file), order, parsed.GetValue(json))
                    : Fail(refused ?? CommandLineErrors.Wrong("the flags do not fit", null));
            case "check":
                return CheckCommand.Run(context, parsed.GetValue(files) ?? [], !parsed.GetValue(noRunCode), parsed.GetValue(json));
            case "fmt":
                return FormatCommand.Run(context, parsed.GetValue(files) ?? [], parsed.GetValue(checkOnly));
            default:
                var words = parsed.Tokens.Where(token => token.Type == TokenType.Argument).Select(token => token.Value).ToList();
                return HelpCommand.Run(context, words[0], words.Count > 1 ? words[1] : null);
        }
    }

    private static bool Has(ParseResult parsed, Option option) => parsed.GetResult(option) is not null;

    private static string Word(ParseResult parsed, Argument<string> argument) => parsed.GetValue(argument) ?? "";

    private (RunArguments? Arguments, Diagnostic? Wrong) RunArgumentsOf(ParseResult parsed, EquatableList<GivenOption> given)
    {
        if (OrderOf(parsed, given, out var wrong) is not { } order)
            return (null, wrong);
        if (!TryEnum<ProgressMode>(parsed, progress, out var shown))
            return (null, CommandLineErrors.Wrong($"--progress is auto, plain or none, not '{parsed.GetValue(progress)}'", null));
        if (!TryEnum<OutputMode>(parsed, output, out var printed))
            return (null, CommandLineErrors.Wrong($"--output is prefixed, grouped or failed, not '{parsed.GetValue(output)}'", null));

        return (new(Word(parsed, file), order, parsed.GetValue(dryRun), shown, printed, parsed.GetValue(json)), null);
    }

    private static bool TryEnum<T>(ParseResult parsed, Option<string> option, out T value)
        where T : struct, Enum
    {
        value = default;
        return parsed.GetValue(option) is not { } word || (!word.Any(char.IsAsciiDigit) && Enum.TryParse(word, ignoreCase: true, out value));
    }

    private RunOrder? OrderOf(ParseResult parsed, EquatableList<GivenOption> given, out Diagnostic? wrong)
    {
        wrong = null;
        var options = new List<GivenOption>(given);
        foreach (var text in parsed.GetValue(set) ?? [])
        {
            var (equals, dot) = (text.IndexOf('='), text.AsSpan(0, Math.Max(text.IndexOf('='), 0)).LastIndexOf('.'));
            if (dot < 1 || equals < dot + 2)
            {
                wrong = CommandLineErrors.NotASetting(text);
                return null;
            }

            options.Add(new(text[..dot], text[(dot + 1)..equals], text[(equals + 1)..]));
        }

        var count = Environment.ProcessorCount;
        if (Has(parsed, workers) && (!int.TryParse(parsed.GetValue(workers), out count) || count < 1))
        {
            wrong = CommandLineErrors.NotACount(parsed.GetValue(workers) ?? "");
            return null;
        }

        return new(EquatableList.Of<string>(parsed.GetValue(targets)), options.ToEquatableList(), count, parsed.GetValue(keepGoing));
    }
}

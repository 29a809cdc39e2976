using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Values;
using Dag.Repl.Commands;
using Dag.Repl.Prompting;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.CommandLine;

/// <summary>Words to a command, and its exit code back.</summary>
internal sealed class DagCommandLine(Func<SessionSettings, CommandContext> open, ITerminal terminal, Interrupt interrupt)
{
    /// <summary>Told whether colours are wanted, before anything is written.</summary>
    public Action<ColourMode>? SetColour { get; init; }

    public Task<int> RunAsync(string[] words) => words switch
    {
        [] => RunAsync(Verbs.Repl, []),
        ["--help" or "-h" or "-?", ..] => Task.FromResult(CommandHelp.Show(null, terminal)),
        ["--version", ..] => Task.FromResult(ShowVersion()),
        [var first, .. var rest] when Verbs.Find(first) is { } verb => RunAsync(verb, rest),
        [var first, ..] when IsScript(first) => RunAsync(Verbs.Run, words),
        [var first, ..] when IsProgram(first) || first is "-c" or "--command" => RunAsync(Verbs.Repl, words),
        [var first, ..] => Task.FromResult(Fail([Unknown(first)])),
    };

    private Task<int> RunAsync(Verb verb, string[] words)
    {
        if (AsksForHelp(words))
            return Task.FromResult(CommandHelp.Show(verb, terminal));

        var parsed = ArgumentParser.Parse(verb, words);
        SetColour?.Invoke(parsed.Find(Verbs.Colour) switch { "always" => ColourMode.Always, "never" => ColourMode.Never, _ => ColourMode.Auto });
        var (options, wrong) = OrderOf(parsed);
        if (!wrong.IsEmpty)
            return Task.FromResult(Fail(wrong));

        if (parsed.Has(Verbs.Json))
            terminal.Write(JsonLines.OfBegin(verb.Name));
        return DispatchAsync(parsed, options);
    }

    private static bool AsksForHelp(string[] words)
    {
        var ends = Array.IndexOf(words, "--");
        return Array.FindIndex(words, 0, ends < 0 ? words.Length : ends, word => word is "--help" or "-h" or "-?") >= 0;
    }

    private Task<int> DispatchAsync(ParsedArguments words, RunOptions options)
    {
        if (words.Verb == Verbs.Run)
            return RunCommand.RunAsync(Open(words), RunArgumentsOf(words, options), interrupt);
        if (words.Verb == Verbs.Plan)
            return PlanCommand.RunAsync(Open(words), words.Operands[0], Statements(words), options, words.Has(Verbs.Json));
        if (words.Verb == Verbs.Status)
            return StatusCommand.RunAsync(Open(words), words.Operands[0], Statements(words), options, words.Has(Verbs.Json));
        if (words.Verb == Verbs.Why)
            return Task.FromResult(WhyCommand.Run(Open(words), words.Operands[0], words.Operands[1], words.Has(Verbs.Everything), words.Has(Verbs.Json)));
        if (words.Verb == Verbs.Explain)
            return Task.FromResult(ExplainCommand.Run(terminal, words.Operands[0]));
        if (words.Verb == Verbs.Forget)
            return Task.FromResult(ForgetCommand.Run(Open(words), words.Operands[0], options.Targets, words.Has(Verbs.Json)));
        if (words.Verb == Verbs.Runs)
            return Task.FromResult(Runs(words));
        if (words.Verb == Verbs.Care)
            return Task.FromResult(Care(words));
        if (words.Verb == Verbs.Asking)
            return QueryCommand.RunAsync(Open(words), words.Operands[0], words.Operands[1], Statements(words), words.Has(Verbs.Json));
        if (words.Verb == Verbs.Graph)
            return QueryCommand.GraphAsync(Open(words), words.Operands[0], words.Operands.Count > 1 ? words.Operands[1] : null, words.Find(Verbs.Form) ?? "dot", Statements(words));
        if (words.Verb == Verbs.Repl && !words.Has(Verbs.Command) && !words.Has(Verbs.Json) && InteractivePrompt.IsWanted)
            return new InteractivePrompt(Open(words), words.Operands.IsEmpty ? null : words.Operands[0], interrupt).RunAsync();
        if (words.Verb == Verbs.Repl)
            return BatchRepl.RunAsync(Open(words), words.Operands.IsEmpty ? null : words.Operands[0], Statements(words), words.Has(Verbs.Json), interrupt.Listen());
        if (words.Verb == Verbs.Checking)
            return Task.FromResult(CheckCommand.Run(Open(words), words.Operands, words.Has(Verbs.Json)));
        if (words.Verb == Verbs.Format)
            return Task.FromResult(FormatCommand.Run(Open(words), words.Operands, words.Has(Verbs.Check)));
        if (words.Verb == Verbs.Test)
            return TestCommand.RunAsync(Open(words), new(words.Operands, words.Find(Verbs.Filter), options.Workers, words.Has(Verbs.Json)), interrupt.Listen());

        return Task.FromResult(Help(words));
    }

    private static EquatableList<string> Statements(ParsedArguments words) => words.All(Verbs.Command);

    private CommandContext Open(ParsedArguments words) => open(new(words.Find(Verbs.Cache), MemoryOf(words, []), words.Has(Verbs.Raw), !words.Has(Verbs.NoRunCode)) { IsQuiet = words.Has(Verbs.Quiet) });

    // Null where nothing is said, or nothing that could be read, which is among what is wrong then.
    private static long? MemoryOf(ParsedArguments words, List<Diagnostic> wrong)
    {
        var variable = words.Verb.FindFlag(Verbs.Memory.Name) is null ? null : Environment.GetEnvironmentVariable("DAG_MEMORY");
        var (what, said) = words.Find(Verbs.Memory) is { } given ? (Verbs.Memory.Name, given) : ("DAG_MEMORY", variable);
        if (string.IsNullOrEmpty(said))
            return null;

        // A bare number could as well be one of megabytes.
        if (Parser.ParseValue(new SourceText("<flag>", said)) is { Value.Value: DagValue.Size(var bytes), Diagnostics.IsEmpty: true } && bytes >= 0)
            return bytes;

        wrong.Add(CommandLineErrors.NotASize(what, said));
        return null;
    }

    // A folder that is not there yet is made.
    private static void CheckState(ParsedArguments words, List<Diagnostic> wrong)
    {
        var variable = words.Verb.FindFlag(Verbs.Cache.Name) is null ? null : Environment.GetEnvironmentVariable("DAG_CACHE");
        var (what, said) = words.Find(Verbs.Cache) is { } given ? (Verbs.Cache.Name, given) : ("DAG_CACHE", variable);
        if (File.Exists(said))
            wrong.Add(CommandLineErrors.NotAFolder(what, said));
        if (words.Find(Verbs.Publish) is { } place && (place.Length == 0 || File.Exists(place)))
            wrong.Add(CommandLineErrors.NotAFolder(Verbs.Publish.Name, place));
    }

    private int Runs(ParsedArguments words) => words.Operands.Span switch
    {
        [] => RunsCommand.List(Open(words), words.Has(Verbs.Json)),
        ["show"] => Fail([CommandLineErrors.OperandMissing(Verbs.Runs, Verbs.RunName, "dag runs show last shows the latest run")]),
        ["show", var run] => RunsCommand.Show(Open(words), run, words.Has(Verbs.Json)),
        [var word, ..] => Fail([CommandLineErrors.NotShow(word)]),
    };

    private int Care(ParsedArguments words)
    {
        var actions = Verbs.CacheAction.Name.Split('|');
        var (action, older) = (words.Operands[0], words.Find(Verbs.Older) ?? "30d");
        if (!actions.Contains(action))
            return Fail([CommandLineErrors.UnknownAction(action, Verbs.CacheAction, Suggestion.For(action, actions))]);

        return new FlagReader(Environment.CurrentDirectory).Read(older, typeof(TimeSpan)) is { Fits: true } read && read.Value.As<TimeSpan>() is var age && age >= TimeSpan.Zero
            ? CacheCommand.Run(Open(words), new(action, age, words.Has(Verbs.Yes), words.Has(Verbs.Json)))
            : Fail([CommandLineErrors.NotADuration(older)]);
    }

    private int Help(ParsedArguments words)
    {
        if (words.Operands.IsEmpty)
            return CommandHelp.Show(null, terminal);
        if (words.Operands.Count == 1 && HelpPages.Find(words.Operands[0]) is { } page && !File.Exists(words.Operands[0]))
            return ShowPage(page);
        if (words.Operands.Count == 1 && Verbs.Find(words.Operands[0]) is { } verb && !File.Exists(verb.Name))
            return CommandHelp.Show(verb, terminal);

        return HelpCommand.Run(Open(words), words.Operands[0], words.Operands.Count > 1 ? words.Operands[1] : null);
    }

    private int ShowPage(string page)
    {
        terminal.Write(page);
        return ExitCode.Fine;
    }

    private int ShowVersion()
    {
        terminal.Write($"dag {typeof(DagCommandLine).Assembly.GetName().Version?.ToString(3)}\n");
        return ExitCode.Fine;
    }

    // A file by itself is a script: its #! line calls the program so.
    private static bool IsScript(string path)
    {
        if (path.Contains('\0') || FileState.Of(path) is null)
            return false;

        try
        {
            using var file = File.OpenRead(path);
            return file.ReadByte() == '#' && file.ReadByte() == '!';
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool IsProgram(string word) => word.EndsWith(".dag", StringComparison.Ordinal) || (File.Exists(word) && !Directory.Exists(word));

    private static Diagnostic Unknown(string word)
    {
        if (word.StartsWith('-'))
            return CommandLineErrors.UnknownFlag(word, verb: null, Suggestion.For(word, ["--help", "--version"]) ?? HintFor(word));

        return CommandLineErrors.UnknownVerb(word, Suggestion.For(word, Verbs.All.Select(verb => verb.Name)), Directory.Exists(word));
    }

    private static string? HintFor(string flag)
    {
        var name = flag.Split('=')[0];
        var owners = Verbs.All.Where(verb => verb.FindFlag(name) is not null).Select(verb => verb.Name).ToList();
        return owners.Count == 0 ? null : $"write it after a command that has it: dag {owners[0]} FILE {flag}";
    }

    private int Fail(EquatableList<Diagnostic> diagnostics)
    {
        terminal.WriteError(new DiagnosticRenderer(new Paint(terminal.HasColour)).RenderAll(diagnostics));
        return ExitCode.CommandLineWrong;
    }

    private static RunArguments RunArgumentsOf(ParsedArguments words, RunOptions options) => new(
        words.Operands[0],
        Statements(words),
        options,
        words.Has(Verbs.DryRun),
        ProgressOf(words),
        OutputOf(words),
        words.Has(Verbs.Json)) { Watch = words.Has(Verbs.Watch) };

    private static ProgressMode ProgressOf(ParsedArguments words)
        => words.Has(Verbs.Quiet) || words.Find(Verbs.Progress) == "none" ? ProgressMode.None
            : words.Has(Verbs.Verbose) || words.Find(Verbs.Progress) == "plain" ? ProgressMode.Plain
            : ProgressMode.Auto;

    private static OutputMode OutputOf(ParsedArguments words) => words.Find(Verbs.Output) switch
    {
        "grouped" => OutputMode.Grouped,
        "failed" => OutputMode.Failed,
        null when ProgressOf(words) == ProgressMode.None => OutputMode.Failed,
        _ => OutputMode.Prefixed,
    };

    private static void CheckTogether(ParsedArguments words, List<Diagnostic> wrong)
    {
        const string Short = "-q is short for --progress none, and -v for --progress plain";
        Check(Verbs.Raw, Verbs.Json, "--json prints each product as a field of a JSON object");
        Check(Verbs.Quiet, Verbs.Verbose, Short);
        Check(Verbs.Quiet, Verbs.Progress, Short);
        Check(Verbs.Verbose, Verbs.Progress, Short);
        Check(Verbs.Watch, Verbs.DryRun, "--dry-run runs nothing that could be run again");
        Check(Verbs.Watch, Verbs.Force, "--force runs everything, whatever has changed");
        return;

        void Check(Flag flag, Flag other, string hint)
        {
            if (words.Has(flag) && words.Has(other))
                wrong.Add(CommandLineErrors.NotTogether(flag, other, hint));
        }
    }

    private static (RunOptions Order, EquatableList<Diagnostic> Wrong) OrderOf(ParsedArguments words)
    {
        var (options, wrong) = (new List<OptionArgument>(words.Given), new List<Diagnostic>(words.Wrong));
        foreach (var text in words.All(Verbs.Set))
        {
            var equals = text.IndexOf('=');
            var dot = equals < 0 ? -1 : text.LastIndexOf('.', equals);
            if (dot < 1 || equals < dot + 2)
                wrong.Add(CommandLineErrors.NotASetting(text));
            else
                options.Add(new(text[..dot], text[(dot + 1)..equals], text[(equals + 1)..]));
        }

        var count = Environment.ProcessorCount;
        if (words.Find(Verbs.Jobs) is { } jobs && (!int.TryParse(jobs, out count) || count < 1))
            wrong.Add(CommandLineErrors.NotACount(jobs));
        CheckTogether(words, wrong);
        MemoryOf(words, wrong);
        CheckState(words, wrong);
        var targets = words.Operands.IsEmpty ? [] : EquatableList.Of(words.Operands.Span[1..]);
        return (new(targets, options.ToEquatableList(), count, words.Has(Verbs.KeepGoing)) { Flags = words.AmbiguousFlags(), Force = words.Has(Verbs.Force), With = words.All(Verbs.With), PublishFolder = words.Find(Verbs.Publish), Overwrites = words.Has(Verbs.Overwrite) }, wrong.ToEquatableList());
    }
}

using Dag.Repl.Commands;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.CommandLine;

/// <summary>The table of verbs as help: all of them, or one with its operands and flags.</summary>
internal static class CommandHelp
{
    // Longer lines are hard to read.
    private const int Widest = 100;

    private const string Margin = "  ";

    private static readonly Flag Help = new("--help", "-h", null, "show this help (or -?)");
    private static readonly Flag Version = new("--version", null, null, "show the version");
    private static readonly Flag OptionOfTarget = new("--OPTION", null, "VALUE", "an option of the targets: --components 3; one alone is true");

    public static int Show(Verb? verb, ITerminal terminal)
    {
        terminal.Write(Text(verb, Math.Min(terminal.IsErrorShown ? terminal.Columns : Widest, Widest)));
        return ExitCode.Fine;
    }

    /// <param name="width">Terminal cells for a line.</param>
    internal static string Text(Verb? verb, int width) => verb is null ? OfAll(width) : Of(verb, width);

    private static string OfAll(int width)
        => Paragraph("dag runs graphs of tasks: typed, checked before anything runs, written in C# and shell.", width)
            + "\nUsage:\n  dag [FILE]           open the prompt\n  dag COMMAND [flags]  run a command; dag COMMAND --help shows its flags and examples\n"
            + Section("Flags", [Help, Version], OfFlag, flag => flag.About, width)
            + Section("Commands", Verbs.All, OfVerb, verb => verb.About, width)
            + Examples(CommandExamples.General, width);

    private static string Of(Verb verb, int width)
    {
        IEnumerable<Flag> flags = [.. verb.Flags, .. verb.TakesOptionsOfTargets ? [OptionOfTarget] : Array.Empty<Flag>(), Help];
        return Paragraph(verb.About, width)
            + $"\nUsage:\n  {verb.Usage}\n"
            + Section("Arguments", verb.Operands.ToArray(), operand => operand.Name, operand => operand.About, width)
            + Section("Flags", flags, OfFlag, flag => flag.About, width)
            + Examples(CommandExamples.Of(verb), width)
            + (verb == Verbs.Repl ? "" : "\ndag FILE opens the prompt, where the same can be asked and changed step by step\n");
    }

    // A line that wraps cannot be copied.
    private static string Examples(IReadOnlyList<CommandExample> examples, int width)
    {
        if (Margin.Length + examples.Max(example => example.Line.Length + 2 + example.About.Length) <= width)
            return Section("Examples", examples, example => example.Line, example => example.About, width);

        return "\nExamples:\n" + string.Concat(examples.Select(example => $"{Margin}{example.Line}\n{Margin}{Margin}{Margin}{example.About}\n"));
    }

    private static string OfVerb(Verb verb) => string.Join(' ', [verb.Name, .. verb.Operands.Select(operand => operand.ToString())]);

    private static string OfFlag(Flag flag) => $"{(flag.Short is { } name ? $"{name}," : "   ")} {flag}";

    private static string Paragraph(string text, int width)
    {
        var columns = new Columns(new Column(Wraps: true));
        columns.Add(text);
        return columns.Lay(width: width);
    }

    private static string Section<T>(string title, IEnumerable<T> entries, Func<T, string> name, Func<T, string> about, int width)
    {
        var columns = new Columns(new Column(), new Column(Wraps: true));
        foreach (var entry in entries)
            columns.Add(name(entry), about(entry));
        return columns.Lay(Margin, width: width) is { Length: > 0 } rows ? $"\n{title}:\n{rows}" : "";
    }
}

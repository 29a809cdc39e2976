using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag explain CODE</c>: the entry of a code in <c>docs/troubleshooting.md</c>.</summary>
internal static class ExplainCommand
{
    private const string Prefix = "DAG";

    public static int Run(ITerminal terminal, string code)
    {
        var known = code.ToUpperInvariant();
        if (known.Length > 0 && char.IsAsciiDigit(known[0]))
            known = Prefix + known;
        if (HelpPages.FindEntry(known) is { } entry)
        {
            terminal.Write(entry);
            return ExitCode.Fine;
        }

        var unknown = CommandErrors.UnknownCode(code, Suggestion.For(known, HelpPages.Codes()));
        terminal.WriteError(new DiagnosticRenderer(new Paint(terminal.HasColour)).Render(unknown));
        return ExitCode.CommandLineWrong;
    }
}

using System.Text;
using Dag.Repl.Editing;
using Dag.Repl.Terminal;

namespace Dag.Repl.Prompting;

/// <summary>Lines as a terminal that can do no more gives them: without colours, completion and history, and on until they are whole.</summary>
internal sealed class PlainLines(ITerminal terminal, EditorServices knowledge) : IInputLines, IDisposable
{
    private readonly StreamReader input = StandardInput.Open(ahead: 1);

    public async Task<InputLine> ReadAsync()
    {
        terminal.WriteError("dag> ");
        var text = new StringBuilder();
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            text.Append(line);
            if (knowledge.IsWhole(text.ToString()))
                return new InputLine.Entered(text.ToString(), IsSecret: false);

            text.Append('\n');
            terminal.WriteError("...> ");
        }

        terminal.WriteError("\n");
        return text.Length == 0 ? new InputLine.Ended() : new InputLine.Entered(text.ToString(), IsSecret: false);
    }

    public void Dispose() => input.Dispose();
}

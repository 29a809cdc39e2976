using System.Text;
using Dag.Repl.Rendering;

namespace Dag.Repl.Prompting;

/// <summary>Lines as a terminal that can do no more gives them: without colours, completion and history, and on until they are whole.</summary>
internal sealed class PlainLines(ITerminal terminal, EditorKnowledge knowledge) : ITypedLines, IDisposable
{
    private readonly StreamReader input = StandardInput.Open(ahead: 1);

    public async Task<TypedLine> ReadAsync()
    {
        terminal.WriteError("dag> ");
        var text = new StringBuilder();
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            text.Append(line);
            if (knowledge.IsWhole(text.ToString()))
                return new TypedLine.Entered(text.ToString(), IsSecret: false);

            text.Append('\n');
            terminal.WriteError("...> ");
        }

        terminal.WriteError("\n");
        return text.Length == 0 ? new TypedLine.Ended() : new TypedLine.Entered(text.ToString(), IsSecret: false);
    }

    public void Dispose() => input.Dispose();
}

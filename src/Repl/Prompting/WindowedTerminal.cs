using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Prompting;

/// <summary>
/// A terminal as a prompt writes to it: prose is wrapped at words, and of an answer that is longer than the window one page is shown. The rest is kept
/// until the next answer.
/// </summary>
/// <param name="rowsNow">How many rows the window has now.</param>
internal sealed class WindowedTerminal(ITerminal inner, Func<int> rowsNow, Paint paint) : ITerminal
{
    // Below a page stand the line that says that there is more, the prompt, and the room that the line editor makes for its lists.
    private const int NotOfPage = 13;
    private const int FewestRows = 10;

    private readonly Lock gate = new();
    private string rest = "";
    private int written;

    public bool IsErrorShown => inner.IsErrorShown;

    public bool IsOutputShown => inner.IsOutputShown;

    public bool HasColour => inner.HasColour;

    public int Columns => inner.Columns;

    /// <summary>What did not fit the window; empty where all did.</summary>
    public string Rest
    {
        get
        {
            lock (gate)
                return rest;
        }
    }

    private int Page => Math.Max(rowsNow() - NotOfPage, FewestRows);

    /// <summary>What is written from here on is another answer, and has a page of its own.</summary>
    public void BeginAnswer()
    {
        lock (gate)
            (rest, written) = ("", 0);
    }

    /// <summary>Says how much was held back, once an answer is at its end.</summary>
    public void EndAnswer()
    {
        lock (gate)
        {
            if (rest.Length > 0)
                inner.WriteError(paint.Faint($"… {rest.Count(c => c == '\n')} more lines: more") + "\n");
        }
    }

    /// <summary>All that is left, which is not kept any longer.</summary>
    public string TakeRest()
    {
        lock (gate)
        {
            var left = rest;
            rest = "";
            return left;
        }
    }

    /// <summary>The next page of what is left. False where nothing is.</summary>
    public bool ShowMore()
    {
        string left;
        lock (gate)
        {
            if (rest.Length == 0)
                return false;
            (left, rest, written) = (rest, "", 0);
        }

        Put(left, inner.Write);
        EndAnswer();
        return true;
    }

    public void Write(string text) => Put(WordWrap.Of(text, Columns), inner.Write);

    public void WriteData(string text, bool isRaw = false) => Put(isRaw ? text : WordWrap.Of(text, Columns), part => inner.WriteData(part, isRaw));

    public void WriteError(string text) => inner.WriteError(WordWrap.Of(text, Columns));

    private void Put(string text, Action<string> write)
    {
        lock (gate)
        {
            var end = rest.Length > 0 ? 0 : EndOfPage(text);
            written += text.AsSpan(0, end).Count('\n');
            if (end > 0)
                write(text[..end]);
            rest += text[end..];
        }
    }

    private int EndOfPage(string text)
    {
        var (room, at) = (Page - written, 0);
        if (text.AsSpan().Count('\n') <= room)
            return text.Length;

        for (; room > 0; room--)
            at = text.IndexOf('\n', at) + 1;
        return at;
    }
}

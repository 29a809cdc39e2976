namespace Dag.Repl.Prompting;

/// <summary>
/// Keys in the order they came, and how far those go that came in one go and are letters alone. What a terminal says of the begin and end of a paste
/// is no key.
/// </summary>
internal sealed class PasteBurst(Func<ConsoleKeyInfo> read, Func<bool> isAvailable)
{
    private const string PasteBegins = "\e[200~";
    private const string PasteEnds = "\e[201~";

    // A paste comes in parts, each soon after the last one; nobody types as fast.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestGapInPaste = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(3);

    private readonly LinkedList<ConsoleKeyInfo> waiting = new();
    private ConsoleKeyInfo last;
    private bool isPaste;
    private bool isBurst;

    public bool HasMore => waiting.Count > 0;

    /// <summary>Whether the next key belongs to the same text as the last one; what follows Escape belongs to that.</summary>
    public bool GoesOn => waiting.First is { Value: var next } && (last.Key == ConsoleKey.Escape || (IsLetter(last) && IsLetter(next)));

    /// <summary>Puts a key before all that come.</summary>
    public void Inject(ConsoleKeyInfo key) => waiting.AddFirst(key);

    public ConsoleKeyInfo Take()
    {
        isBurst &= waiting.Count > 0;
        do
        {
            if (waiting.Count == 0)
                Add(read());
            TakeIn();
        }
        while (waiting.First is null);

        isBurst |= waiting.Count > 1;
        last = waiting.First.Value;
        waiting.RemoveFirst();
        return last;
    }

    /// <summary>The text that came behind the last key in one go with it, once it has come; nothing where that key came alone.</summary>
    public string FindBelow()
    {
        if (!isBurst && !isPaste)
            return "";

        for (var gap = TimeSpan.Zero; gap < (isPaste ? LongestGapInPaste : LongestGap); gap += Step)
        {
            Thread.Sleep(Step);
            if (isAvailable())
                gap = TimeSpan.Zero;
            TakeIn();
        }

        return string.Concat(waiting.Select(key => key.Key == ConsoleKey.Enter ? '\n' : key.KeyChar));
    }

    private void TakeIn()
    {
        while (isAvailable())
            Add(read());
    }

    private void Add(ConsoleKeyInfo key)
    {
        waiting.AddLast(key);
        if (key.KeyChar != '~')
            return;

        if (EndsWith(PasteBegins))
            isPaste = true;
        else if (EndsWith(PasteEnds))
            isPaste = false;
    }

    // Takes the mark away where it stands.
    private bool EndsWith(string mark)
    {
        var node = waiting.Last;
        for (var i = mark.Length - 1; i >= 0; i--, node = node.Previous)
        {
            if (node is null || node.Value.KeyChar != mark[i])
                return false;
        }

        for (var i = 0; i < mark.Length; i++)
            waiting.RemoveLast();
        return true;
    }

    private static bool IsLetter(ConsoleKeyInfo key) => !char.IsControl(key.KeyChar) && (key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) == 0;
}

namespace Dag.Repl.Prompting;

/// <summary>Keys in the order they came, and how far those go that came in one go and are letters alone.</summary>
internal sealed class KeyBurst(Func<ConsoleKeyInfo> read, Func<bool> isAvailable)
{
    private readonly Queue<ConsoleKeyInfo> waiting = new();
    private ConsoleKeyInfo last;

    public bool HasMore => waiting.Count > 0;

    /// <summary>Whether the next key belongs to the same text as the last one; what follows Escape belongs to that.</summary>
    public bool GoesOn => waiting.TryPeek(out var next) && (last.Key == ConsoleKey.Escape || (IsLetter(last) && IsLetter(next)));

    public ConsoleKeyInfo Take()
    {
        if (waiting.Count == 0)
            waiting.Enqueue(read());
        while (isAvailable())
            waiting.Enqueue(read());
        return last = waiting.Dequeue();
    }

    private static bool IsLetter(ConsoleKeyInfo key) => !char.IsControl(key.KeyChar) && (key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) == 0;
}

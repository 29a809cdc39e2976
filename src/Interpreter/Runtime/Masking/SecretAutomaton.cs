namespace Dag.Interpreter.Runtime.Masking;

/// <summary>
/// Automaton that finds many texts at once in bytes that come one by one (Aho and Corasick). A state says how much of any of the texts the last bytes begin,
/// and how long the longest is that ends with them.
/// </summary>
internal sealed class SecretAutomaton
{
    public const int Start = 0;

    private readonly Dictionary<long, int> edges = [];
    private readonly List<int> depths = [0];
    private readonly List<int> longest = [0];
    private readonly bool[] begins = new bool[256];
    private int[] fallbacks = [];

    public SecretAutomaton(IEnumerable<byte[]> texts)
    {
        foreach (var text in texts)
            Add(text);
        Link();
    }

    /// <summary>The length of the longest text.</summary>
    public int Deepest { get; private set; }

    public int Next(int state, byte b)
    {
        int next;
        while (!edges.TryGetValue(KeyOf(state, b), out next) && state != Start)
            state = fallbacks[state];
        return next;
    }

    /// <summary>How many of the last bytes may still become a text.</summary>
    public int DepthOf(int state) => depths[state];

    /// <summary>How many of the last bytes are a text; 0 where none ends here.</summary>
    public int LengthAt(int state) => longest[state];

    /// <summary>The place of the first byte that begins a text; the length where there is none.</summary>
    public int Skip(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && !begins[bytes[at]])
            at++;
        return at;
    }

    private void Add(byte[] text)
    {
        var state = Start;
        foreach (var b in text)
        {
            if (!edges.TryGetValue(KeyOf(state, b), out var next))
            {
                edges.Add(KeyOf(state, b), next = depths.Count);
                depths.Add(depths[state] + 1);
                longest.Add(0);
            }

            state = next;
        }

        longest[state] = text.Length;
        Deepest = Math.Max(Deepest, text.Length);
        if (text.Length > 0)
            begins[text[0]] = true;
    }

    // State by state from the shallow to the deep: where a text breaks off, what it ended with may begin another.
    private void Link()
    {
        fallbacks = new int[depths.Count];
        foreach (var (key, state) in edges.OrderBy(edge => depths[edge.Value]))
        {
            var (from, b) = ((int)(key >> 8), (byte)key);
            fallbacks[state] = from == Start ? Start : Next(fallbacks[from], b);
            longest[state] = Math.Max(longest[state], longest[fallbacks[state]]);
        }
    }

    private static long KeyOf(int state, byte b) => ((long)state << 8) | b;
}

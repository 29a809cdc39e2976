using System.Text;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Runtime.Masking;

/// <summary>
/// The secret texts that are known so far, and any other text without them. Any thread may add one; from then on it is masked. One that is shorter than
/// <see cref="Shortest"/> characters is not: masking it would tear other words apart, and tell by that what it is.
/// </summary>
public sealed class SecretTexts
{
    public const int Shortest = 4;

    /// <summary>What stands in the place of a secret text, and of several that overlap or follow each other.</summary>
    public const string Replacement = "***";

    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private volatile SecretAutomaton? automaton;
    private volatile bool isAny;

    /// <summary>Whether nothing would be masked.</summary>
    public bool IsEmpty => !isAny;

    /// <summary>How many are known.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return known.Count;
        }
    }

    public void Add(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length >= Shortest)
                Add(text);
        }
    }

    public string Mask(string text)
    {
        if (IsEmpty)
            return text;

        var spans = SpansIn(text);
        if (spans.Count == 0)
            return text;

        var (masked, written) = (new StringBuilder(text.Length), 0);
        foreach (var span in spans)
        {
            masked.Append(text, written, span.Start - written).Append(Replacement);
            written = span.End;
        }

        return masked.Append(text, written, text.Length - written).ToString();
    }

    public Diagnostic Mask(Diagnostic diagnostic)
        => IsEmpty ? diagnostic : diagnostic with
        {
            Message = Mask(diagnostic.Message),
            Notes = diagnostic.Notes.Map(note => note with { Message = Mask(note.Message) }),
            Hint = diagnostic.Hint is { } hint ? Mask(hint) : null,
        };

    /// <summary>Where secrets stand in a text, in order; what overlaps or touches is one.</summary>
    public IReadOnlyList<TextSpan> SpansIn(string text)
    {
        if (IsEmpty)
            return [];

        var bytes = Encoding.UTF8.GetBytes(text);
        var (of, state, covered) = (Automaton, SecretAutomaton.Start, new bool[bytes.Length]);
        for (var at = 0; at < bytes.Length; at++)
        {
            state = of.Next(state, bytes[at]);
            covered.AsSpan(at + 1 - of.LengthAt(state), of.LengthAt(state)).Fill(true);
        }

        return Array.IndexOf(covered, true) < 0 ? [] : InCharacters(text, covered);
    }

    /// <summary>Whether any of them stands in what is read to its end.</summary>
    internal bool IsIn(Stream content)
    {
        if (IsEmpty)
            return false;

        var (of, state, piece) = (Automaton, SecretAutomaton.Start, new byte[64 * 1024]);
        while (content.Read(piece) is > 0 and var read)
        {
            foreach (var each in piece.AsSpan(0, read))
            {
                state = of.Next(state, each);
                if (of.LengthAt(state) > 0)
                    return true;
            }
        }

        return false;
    }

    internal SecretAutomaton Automaton
    {
        get
        {
            lock (gate)
                return automaton ??= new(known.SelectMany(SecretForms.Of));
        }
    }

    private void Add(string text)
    {
        lock (gate)
        {
            if (!known.Add(text))
                return;

            automaton = null;
            isAny = true;
        }
    }

    private static List<TextSpan> InCharacters(string text, bool[] covered)
    {
        var (spans, from, at, place) = (new List<TextSpan>(), -1, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isCovered = covered[place];
            if (isCovered && from < 0)
                from = at;
            else if (!isCovered && from >= 0)
            {
                spans.Add(TextSpan.FromBounds(from, at));
                from = -1;
            }

            at += rune.Utf16SequenceLength;
            place += rune.Utf8SequenceLength;
        }

        if (from >= 0)
            spans.Add(TextSpan.FromBounds(from, at));
        return spans;
    }
}

namespace Dag.Language.Diagnostics;

/// <summary>The known name that a mistyped one was probably meant to be.</summary>
public static class Suggestion
{
    /// <summary>The hint, or null where nothing is near.</summary>
    public static string? For(string typed, IEnumerable<string> known)
        => Nearest(typed, known) is { } near ? $"did you mean '{near}'?" : null;

    /// <summary>The nearest name by edits (a swap of neighbours is one), at most a third of the letters away; ties go to the first.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        var limit = Math.Max(1, typed.Length / 3);
        string? best = null;
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - typed.Length) > limit)
                continue;

            var distance = string.Equals(name, typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed, name);
            if (distance > limit || (best is not null && distance == limit))
                continue;

            best = name;
            limit = distance;
            if (distance == 0)
                break;
        }

        return best;
    }

    // Optimal string alignment, two rows and the one before.
    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}

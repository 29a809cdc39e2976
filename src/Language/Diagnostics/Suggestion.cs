namespace Dag.Language.Diagnostics;

/// <summary>The known name that a mistyped one was probably meant to be.</summary>
public static class Suggestion
{
    // Of longer names nobody sees which letter is wrong, and to compare them takes long.
    private const int LongestName = 64;
    private const int MostEdits = 6;

    /// <summary>The hint, or null where nothing is near.</summary>
    public static string? For(string typed, IEnumerable<string> known)
        => Nearest(typed, known) is { } near ? $"did you mean '{near}'?" : null;

    /// <summary>The nearest name by edits (a swap of neighbours is one), at most a third of the letters away; ties go to the first.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        if (typed.Length > LongestName)
            return null;

        Span<int> rows = stackalloc int[3 * (LongestName + MostEdits + 1)];
        var limit = Math.Clamp(typed.Length / 3, 1, MostEdits);
        string? best = null;
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - typed.Length) > limit)
                continue;

            var distance = string.Equals(name, typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed, name, limit, rows);
            if (distance > limit || (best is not null && distance == limit))
                continue;

            best = name;
            limit = distance;
            if (distance == 0)
                break;
        }

        return best;
    }

    // Optimal string alignment, two rows and the one before, and of each only the cells that can be within the limit; more than the limit where none is.
    private static int Distance(string a, string b, int limit, Span<int> rows)
    {
        var (width, far) = (b.Length + 1, limit + 1);
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        before.Fill(far);
        for (var j = 0; j <= b.Length; j++)
            last[j] = Math.Min(j, far);
        for (var i = 1; i <= a.Length; i++)
        {
            var (first, end, nearest) = (Math.Max(1, i - limit), Math.Min(b.Length, i + limit), far);
            row.Fill(far);
            row[0] = Math.Min(i, far);
            for (var j = first; j <= end; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost), far);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                nearest = Math.Min(nearest, row[j]);
            }

            if (nearest == far && row[0] == far)
                return far;

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}

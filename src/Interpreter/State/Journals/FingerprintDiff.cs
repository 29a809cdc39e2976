using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>What two pieces of work have in common and what not, part by part, a line each: <c>option lr 0.1 -> 0.2 (flag)</c>, <c>code: Norm() changed at util.dag:14</c>.</summary>
internal sealed record FingerprintDiff(EquatableList<PartChange> Changed, EquatableList<string> Unchanged)
{
    private const string Masked = "***";
    private const int MostListed = 6;

    /// <param name="task">Whose parts they are, where that has to be said of each.</param>
    public static FingerprintDiff Between(EquatableList<PartRecord> before, EquatableList<PartRecord> now, string? task = null)
    {
        var (of, changed, unchanged, old) = (task is null ? "" : $" of {task}", new List<PartChange>(), new List<string>(), new Queues(before));
        foreach (var part in now)
        {
            if (old.Take(part.Name) is not { } earlier)
                changed.Add(new($"{part.Name}{of} {Is(part)} new{New(part)}", part.Maker));
            else if (earlier.Digest == part.Digest)
                unchanged.Add($"{part.Name}{of} unchanged");
            else
                changed.AddRange(Changes(earlier, part, of).Select(line => new PartChange(line, part.Maker)));
        }

        changed.AddRange(old.Rest.Select(gone => new PartChange($"{gone.Name}{of} {Is(gone)} gone{(gone.Shown is { } shown ? $", it was {shown}" : "")}", null)));
        return new(changed.ToEquatableList(), unchanged.ToEquatableList());
    }

    private static IEnumerable<string> Changes(PartRecord before, PartRecord now, string of)
    {
        if (before.Type is { } old && now.Type is { } type && old != type)
            return [$"{now.Name}{of} type changed from {old} to {type}{Origin(now)}"];
        if (before.Shown is { } from && now.Shown is { } to && from != to)
            return [$"{now.Name}{of} {from} -> {to}{Origin(now)}"];

        var within = Between(before.Within, now.Within).Changed.Map(change => change.Text);
        var isCode = now.Kind == PartKind.Code;
        if (within.IsEmpty || (isCode && before.Within.Count == 1 && now.Within.Count == 1))
            return [$"{Content(now, of)} changed{Origin(now)}{Place(now)}"];

        // Of methods of one name each is said by itself.
        return isCode ? within.Select(line => $"code{of}: {line}") : [$"{Content(now, of)} changed{Origin(now)}: {Few(within)}{WayToLeaveOut(before, now)}"];
    }

    // Where what changed lies in folders that programs make for themselves, it hardly is what the task is made from.
    private static string WayToLeaveOut(PartRecord before, PartRecord now)
    {
        if (now.Kind != PartKind.Option)
            return "";

        var old = before.Within.ToLookup(part => part.Name, part => part.Digest);
        var next = now.Within.ToLookup(part => part.Name, part => part.Digest);
        var changed = now.Within.Where(part => !old[part.Name].Contains(part.Digest)).Concat(before.Within.Where(part => !next.Contains(part.Name)));
        var folders = changed.Where(part => !part.Name.StartsWith('/')).Select(part => BuildFolders.Find(part.Name)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return folders.Count == 0 ? "" : $"; to leave out: except {string.Join(", ", folders.Select(folder => $"\"**/{folder}/**\""))}";
    }

    private static string Few(EquatableList<string> lines) => string.Join(", ", lines.Take(MostListed)) + (lines.Count > MostListed ? $", and {lines.Count - MostListed} more" : "");

    private static string Is(PartRecord part) => part.Kind == PartKind.Usings ? "are" : "is";

    private static string New(PartRecord part) => part.Shown is null ? Place(part) : $": {part.Shown}{Origin(part)}";

    // A file of the same path has another content; who knows of a variable that it is set knows nothing of what it says.
    private static string Content(PartRecord part, string of)
        => part.Shown is { } shown and not Masked && part.Kind == PartKind.Option ? $"{part.Name}{of}: content of {shown}" : part.Name + of;

    private static string Origin(PartRecord part) => part.Origin is null ? "" : $" ({part.Origin})";

    private static string Place(PartRecord part) => part.At is null ? "" : $" at {part.At}";

    // Two may have one name: then the first belongs to the first.
    private sealed class Queues(EquatableList<PartRecord> parts)
    {
        private readonly Dictionary<string, Queue<PartRecord>> left = parts.GroupBy(part => part.Name).ToDictionary(same => same.Key, same => new Queue<PartRecord>(same));

        public IEnumerable<PartRecord> Rest => left.Values.SelectMany(queue => queue);

        public PartRecord? Take(string name) => left.TryGetValue(name, out var queue) && queue.TryDequeue(out var part) ? part : null;
    }
}

/// <summary>A part that is not what it was, in words.</summary>
/// <param name="Maker">Of a dep the task that made it.</param>
internal sealed record PartChange(string Text, string? Maker);

using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Saving;

/// <summary>
/// The changes since a file was read, as source: the fewest statements that make the same of it. What was changed back is left out, and of several
/// changes of one thing the last one stays; only across changes of names, edges and declarations everything keeps its place. Where a change was only
/// right because of one that is left out, they do not make the same: who writes them down reads them back, and takes more steps if need be.
/// </summary>
internal static class ChangeScript
{
    /// <summary>Ways to write down the same, the shortest first, all steps last: the first one that can be taken again, and makes the same, is the one to write.</summary>
    public static IEnumerable<IReadOnlyList<ChangeStep>> Candidates(IReadOnlyList<ChangeStep> steps)
    {
        // All of them may have been taken back.
        yield return [];
        var named = WithoutNamesBack(steps);
        if (named.Count < steps.Count)
        {
            yield return Fewest(named, areEarly: false);
            yield return Fewest(named, areEarly: true);
        }

        yield return Fewest(steps, areEarly: false);
        yield return Fewest(steps, areEarly: true);
        yield return steps;
    }

    // A name that was given back again might never have been another: what was said in between would have been said of the first.
    private static List<ChangeStep> WithoutNamesBack(IReadOnlyList<ChangeStep> steps)
    {
        var left = steps.ToList();
        for (var back = 0; back < left.Count; back++)
        {
            if (NamesOf(left[back]) is not var (from, to))
                continue;

            var there = left.FindLastIndex(back, step => NamesOf(step) == (to, from));
            if (there < 0)
                continue;

            var between = left[(there + 1)..back].ConvertAll(step => ChangeRenaming.Rewrite(step, new(new(from), new(to)))).OfType<ChangeStep>().ToList();
            if (between.Count < back - there - 1)
                continue;

            left.RemoveRange(there, back - there + 1);
            left.InsertRange(there, between);
            back = there - 1;
        }

        return left;
    }

    private static (string From, string To)? NamesOf(ChangeStep step)
        => step.Statement is StatementSyntax.Change { What: ChangeSyntax.Rename(var from, var to) } ? (from.Text, to.Text) : null;

    // Of several changes of one thing the last one stands in its own place, or, early, in that of the first: what came in between may need the one or the other.
    private static List<ChangeStep> Fewest(IReadOnlyList<ChangeStep> steps, bool areEarly)
    {
        var kept = new List<ChangeStep>();
        var start = 0;
        for (var i = 0; i <= steps.Count; i++)
        {
            if (i < steps.Count && KeyOf(steps[i]) is { } key and not ChangeKey.Body)
                continue;

            kept.AddRange(Last(steps.Skip(start).Take(i - start).ToList(), areEarly));
            if (i < steps.Count)
                Add(kept, steps[i]);
            start = i + 1;
        }

        return kept;
    }

    /// <summary>The change with the names of its tasks instead of a condition, which may hold of others by the time it is read again.</summary>
    public static ChangeStep WithTasksNamed(ChangeStep step)
    {
        var (word, tasks) = step.Statement switch
        {
            StatementSyntax.Change { What: ChangeSyntax.Unpin(var query) } when HasCondition(query) => ("unpin", step.Before.Pins.Keys.Where(task => !step.After.Pins.ContainsKey(task))),
            StatementSyntax.Change { What: ChangeSyntax.Disable(var query) } when HasCondition(query) => ("disable", step.After.Disabled.Keys.Where(task => !step.Before.Disabled.ContainsKey(task))),
            StatementSyntax.Change { What: ChangeSyntax.Enable(var query) } when HasCondition(query) => ("enable", step.Before.Disabled.Keys.Where(task => !step.After.Disabled.ContainsKey(task))),
            StatementSyntax.Change { What: ChangeSyntax.Remove(var query) } when HasCondition(query) => ("remove", step.Before.Tasks.Keys.Where(task => !step.After.Tasks.ContainsKey(task))),
            _ => ("", []),
        };
        var names = string.Join(" + ", tasks);
        if (names.Length == 0)
            return step;

        var tree = Parser.Parse(new(step.Tree.Source.Path, $"{word} {names}"));
        return step with { Tree = tree, Statement = tree.Statements[0] };
    }

    private static bool HasCondition(QuerySyntax query) => new SyntaxPart.Query(query).All.Any(part => part is SyntaxPart.Condition);

    /// <summary>The text of a statement, with the comments before it, to stand in a file of that folder.</summary>
    public static string TextOf(ChangeStep step, string folder)
    {
        var source = step.Tree.Source;
        var start = step.Tree.Statements.TakeWhile(each => !ReferenceEquals(each, step.Statement)).Select(each => EndOf(source, each)).DefaultIfEmpty(0).Last();
        var from = Path.GetDirectoryName(Path.GetFullPath(source.Path)) ?? "";
        return Rebasing.Text(step.Tree, TextSpan.FromBounds(start, EndOf(source, step.Statement)), from, folder).TrimStart([' ', '\t', '\r', '\n', ';']).TrimEnd();
    }

    // A comment behind a statement belongs to it.
    private static int EndOf(SourceText source, StatementSyntax statement)
    {
        var end = statement.Span.End;
        var line = source.Text.AsSpan(end);
        if (line.IndexOfAny('\r', '\n') is >= 0 and var length)
            line = line[..length];
        return line.TrimStart(" \t;").StartsWith("//") ? end + line.Length : end;
    }

    private static ChangeKey? KeyOf(ChangeStep step) => ChangeKey.Of(step.Statement);

    // One override right after another of the same task stands for both, unless it makes what the first one said.
    private static void Add(List<ChangeStep> kept, ChangeStep step)
    {
        if (kept.Count > 0 && KeyOf(step) is ChangeKey.Body body && KeyOf(kept[^1]) == body && !InheritsProduct(step.Statement))
            kept[^1] = step with { Before = kept[^1].Before };
        else
            kept.Add(step);
    }

    private static bool InheritsProduct(StatementSyntax statement)
        => statement is StatementSyntax.Change { What: ChangeSyntax.Override(var task) } && !task.Clauses.Any(clause => clause is ClauseSyntax.Product);

    private static IEnumerable<ChangeStep> Last(List<ChangeStep> steps, bool areEarly)
    {
        var firsts = new Dictionary<ChangeKey, ChangeStep>();
        var lasts = new Dictionary<ChangeKey, ChangeStep>();
        foreach (var step in steps)
        {
            if (KeyOf(step) is not { } key)
                continue;

            firsts.TryAdd(key, step);
            lasts[key] = step;
        }

        return steps.Select(step => KeyOf(step) is { } key && (areEarly ? firsts : lasts)[key] == step && !key.IsSame(firsts[key].Before, lasts[key].After) ? lasts[key] : null)
            .OfType<ChangeStep>();
    }
}

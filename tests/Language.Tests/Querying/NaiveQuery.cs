using Dag.Language.Declarations;

namespace Dag.Language.Tests.Querying;

/// <summary>Random queries over a graph, each as it is written and as the set that it must give.</summary>
internal sealed class NaiveQuery(RandomGraph graph, Random random)
{
    private readonly List<string> all = [.. graph.Deps.Keys];

    public (string Text, HashSet<string> Tasks) Any(int depth)
    {
        var (text, tasks) = Sum(depth);
        if (random.Next(4) != 0)
            return (text, tasks);

        var (condition, holds) = Condition(2);
        return ($"{text} where {condition}", [.. tasks.Where(holds)]);
    }

    private (string Text, HashSet<string> Tasks) Sum(int depth)
    {
        var (left, tasks) = Both(depth);
        for (var more = random.Next(3); more > 0; more--)
        {
            var (right, others) = Both(depth);
            var sign = random.Next(3);
            (left, tasks) = sign switch
            {
                0 => ($"{left} + {right}", tasks.Union(others).ToHashSet()),
                1 => ($"{left}, {right}", tasks.Union(others).ToHashSet()),
                _ => ($"{left} - {right}", tasks.Except(others).ToHashSet()),
            };
        }

        return (left, tasks);
    }

    private (string Text, HashSet<string> Tasks) Both(int depth)
    {
        var (left, tasks) = Way(depth);
        if (random.Next(4) != 0)
            return (left, tasks);

        var (right, others) = Way(depth);
        return ($"{left} & {right}", tasks.Intersect(others).ToHashSet());
    }

    private (string Text, HashSet<string> Tasks) Way(int depth)
    {
        var (text, tasks) = Operand(depth);
        switch (random.Next(5))
        {
            case 0:
                return ($"..{text}", Reached(tasks, Needs));
            case 1:
                return ($"{text}..", Reached(tasks, NeededBy));
            case 2:
                var (to, last) = Operand(depth);
                return ($"{text}..{to}", Reached(tasks, NeededBy).Intersect(Reached(last, Needs)).ToHashSet());
            default:
                return (text, tasks);
        }
    }

    private (string Text, HashSet<string> Tasks) Operand(int depth)
    {
        var name = all[random.Next(all.Count)];
        switch (depth == 0 ? 0 : random.Next(9))
        {
            case 0 or 1:
                return (name, [name]);
            case 2:
                return ("all", [.. all]);
            case 3:
                return ("a*", [.. all.Where(task => task.StartsWith('a'))]);
            case 4:
                var (inner, tasks) = Any(depth - 1);
                return ($"({inner})", tasks);
            case 5:
                var (of, those) = Any(depth - 1);
                var far = random.Next(3);
                return ($"deps({of}, {far})", Reached(those, Needs, far));
            case 6:
                var (from, these) = Any(depth - 1);
                return ($"rdeps({from})", Reached(these, NeededBy));
            case 7:
                var (among, some) = Any(depth - 1);
                return ($"roots({among})", [.. some.Where(task => !Needs(task).Overlaps(some))]);
            default:
                var (amidst, any) = Any(depth - 1);
                return ($"leaves({amidst})", [.. any.Where(task => !NeededBy(task).Overlaps(any))]);
        }
    }

    private (string Text, Func<string, bool> Holds) Condition(int depth)
    {
        switch (depth == 0 ? random.Next(4) : random.Next(7))
        {
            case 0:
                return ("product Number", task => Declared(task).Product is not null);
            case 1:
                return ("product Small", task => Declared(task).Product?.Name.Text == "Small");
            case 2:
                return ("option n", task => Declared(task).FindOption("n") is not null);
            case 3:
                return ("doc \"READS\"", task => Declared(task).Doc is not null);
            case 4:
                var (not, holds) = Condition(0);
                return ($"not {not}", task => !holds(task));
            case 5:
                var ((left, one), (right, two)) = (Condition(0), Condition(0));
                return ($"{left} and {right}", task => one(task) && two(task));
            default:
                var ((first, a), (second, b), (third, c)) = (Condition(0), Condition(0), Condition(0));
                return ($"{first} or {second} and {third}", task => a(task) || (b(task) && c(task)));
        }
    }

    private TaskDeclaration Declared(string task) => graph.Graph.Env.Tasks[new(task)];

    private HashSet<string> Needs(string task) => graph.Deps[task];

    private HashSet<string> NeededBy(string task) => [.. all.Where(other => graph.Deps[other].Contains(task))];

    // Step by step until nothing is added, with sets made anew.
    private static HashSet<string> Reached(HashSet<string> from, Func<string, HashSet<string>> next, int far = 100)
        => far == 0 ? from : from.Union(from.SelectMany(next)).ToHashSet() is var more && more.Count == from.Count ? from : Reached(more, next, far - 1);
}

using System.Diagnostics;
using System.IO.Enumeration;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Querying;

/// <summary>
/// Finds the tasks that a query names, in the order of their declarations. What it names and is not there is said, each with what may have been
/// meant.
/// </summary>
/// <param name="find">The task that a name stands for where the query was written.</param>
public sealed class Query(SourceText source, TaskGraph graph, Func<string, TaskDeclaration?> find, ITaskStates states, List<Diagnostic> diagnostics)
{
    private readonly Env env = graph.Env;

    /// <summary>Where the names that are not there may be compared with those that are; shared by all queries of a text.</summary>
    public Suggestions Suggestions { get; init; } = new();

    /// <summary>Null once it has been said what is wrong.</summary>
    public EquatableList<TaskName>? Find(QuerySyntax query)
    {
        var said = diagnostics.Count;
        var found = Evaluate(query);
        return diagnostics.Count > said ? null : InOrder(found);
    }

    private EquatableList<TaskName> InOrder(HashSet<TaskName> found)
        => found.Count > env.Tasks.Count / 8 ? env.Tasks.Keys.Where(found.Contains).ToEquatableList() : found.OrderBy(env.Tasks.OrderOf).ToEquatableList();

    private HashSet<TaskName> Evaluate(QuerySyntax query)
    {
        switch (query)
        {
            case QuerySyntax.Named(var name):
                return Named(name);
            case QuerySyntax.All:
                return find("all") is { } task ? [task.Name] : [.. env.Tasks.Keys];
            case QuerySyntax.Pattern(var text, var span):
                return Fitting(text, span);
            case QuerySyntax.Upstream(var of, _):
                return Reach(Evaluate(of), graph.DepsOf);
            case QuerySyntax.Downstream(var of, _):
                return Reach(Evaluate(of), task => graph.DependentsOf(task));
            case QuerySyntax.Between between:
                return Between(between);
            case QuerySyntax.Union(var left, var right):
                return Evaluate(left, right, (all, others) => all.UnionWith(others));
            case QuerySyntax.Intersection(var left, var right):
                return Evaluate(left, right, (all, others) => all.IntersectWith(others));
            case QuerySyntax.Difference(var left, var right):
                return Evaluate(left, right, (all, others) => all.ExceptWith(others));
            case QuerySyntax.Call call:
                return Call(call.Function.Text, Evaluate(call.Of), call.Depth);
            case QuerySyntax.Filter(var of, var condition, _):
                return Filter(Evaluate(of), condition);
            default:
                throw new UnreachableException($"query {query}");
        }
    }

    private HashSet<TaskName> Evaluate(QuerySyntax left, QuerySyntax right, Action<HashSet<TaskName>, HashSet<TaskName>> join)
    {
        var all = Evaluate(left);
        join(all, Evaluate(right));
        return all;
    }

    private HashSet<TaskName> Named(NameSyntax name)
    {
        if (find(name.Text) is { } task)
            return [task.Name];

        diagnostics.Add(QueryErrors.UnknownTask(new(source, name.Span), name.Text, Hint(name.Text)));
        return [];
    }

    private string? Hint(string name)
        => OptionHint.For(name, find)
            ?? Suggestions.For(name, env.Tasks.Keys.Select(each => each.Text))
            ?? (Suggestions.TryLook() && env.Tasks.Keys.FirstOrDefault(each => each.Last == name) is { } full ? $"did you mean '{full}'?" : null)
            ?? (env.FindType(new(name)) is not null ? $"it is a type: show type {name}" : null);

    private HashSet<TaskName> Fitting(string pattern, TextSpan span)
    {
        var found = env.Tasks.Keys.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name.Text, ignoreCase: false)).ToHashSet();
        if (found.Count == 0)
            diagnostics.Add(QueryErrors.NothingFits(new(source, span), pattern, null));
        return found;
    }

    private static HashSet<TaskName> Reach(HashSet<TaskName> from, Func<TaskName, IEnumerable<TaskName>> next, int depth = int.MaxValue)
    {
        var reached = new HashSet<TaskName>(from);
        var edge = new List<TaskName>(from);
        for (var step = 0; step < depth && edge.Count > 0; step++)
        {
            var further = new List<TaskName>();
            foreach (var task in edge)
            {
                foreach (var other in next(task))
                {
                    if (reached.Add(other))
                        further.Add(other);
                }
            }

            edge = further;
        }

        return reached;
    }

    private HashSet<TaskName> Between(QuerySyntax.Between between)
    {
        var (from, to) = (Evaluate(between.From), Evaluate(between.To));
        var leading = Reach(to, graph.DepsOf);
        var onTheWay = Reach(from, task => graph.DependentsOf(task).Where(leading.Contains));
        onTheWay.IntersectWith(leading);
        if (onTheWay.Count == 0 && from.Count > 0 && to.Count > 0)
        {
            var isOtherWay = Reach(from, graph.DepsOf).Overlaps(to);
            diagnostics.Add(QueryErrors.NoPath(new(source, between.Span), source.TextOf(between.From.Span), source.TextOf(between.To.Span), isOtherWay));
        }

        return onTheWay;
    }

    private HashSet<TaskName> Call(string function, HashSet<TaskName> of, int? depth) => function switch
    {
        "deps" => Reach(of, graph.DepsOf, depth ?? int.MaxValue),
        "rdeps" => Reach(of, task => graph.DependentsOf(task), depth ?? int.MaxValue),
        "roots" => [.. of.Where(task => !graph.DepsOf(task).Any(of.Contains))],
        "leaves" => [.. of.Where(task => !graph.DependentsOf(task).Any(of.Contains))],
        _ => throw new UnreachableException($"function '{function}' was read"),
    };

    private HashSet<TaskName> Filter(HashSet<TaskName> tasks, ConditionSyntax condition)
    {
        switch (condition)
        {
            case ConditionSyntax.Not(var inner, _):
                var those = Filter(tasks, inner);
                return [.. tasks.Where(task => !those.Contains(task))];
            case ConditionSyntax.And(var left, var right):
                return Filter(Filter(tasks, left), right);
            case ConditionSyntax.Or(var left, var right):
                return [.. Filter(tasks, left).Union(Filter(tasks, right))];
            case ConditionSyntax.State(var word):
                return InState(tasks, word.Text);
            case ConditionSyntax.Product(var type, _):
                return FindType(type) is { } wanted ? [.. tasks.Where(task => env.Tasks[task].Product is { } product && Assignability.Fits(wanted, product))] : [];
            case ConditionSyntax.Option(var option, _):
                return [.. tasks.Where(task => env.Tasks[task].FindOption(option.Text) is not null)];
            case ConditionSyntax.Doc(var text, _):
                return [.. tasks.Where(task => env.Tasks[task].Doc?.Contains(text.Content, StringComparison.OrdinalIgnoreCase) == true)];
            default:
                throw new UnreachableException($"condition {condition}");
        }
    }

    private HashSet<TaskName> InState(HashSet<TaskName> tasks, string word)
    {
        Func<TaskName, bool> holds = word switch
        {
            "disabled" => env.Disabled.ContainsKey,
            "pinned" => env.Pins.ContainsKey,
            "overridden" => task => env.Tasks[task].Original is not null,
            "cached" => states.TasksThatAre(TaskState.Cached, env).Contains,
            "stale" => states.TasksThatAre(TaskState.Stale, env).Contains,
            "running" => states.TasksThatAre(TaskState.Running, env).Contains,
            "failed" => states.TasksThatAre(TaskState.Failed, env).Contains,
            _ => throw new UnreachableException($"state {word} was parsed"),
        };
        return [.. tasks.Where(holds)];
    }

    private DagType? FindType(NameSyntax name)
    {
        if (env.FindType(new(name.Text)) is { } type)
            return type;

        diagnostics.Add(QueryErrors.UnknownType(new(source, name.Span), name.Text, Suggestions.For(name.Text, env.Types.Keys.Select(each => each.Text))));
        return null;
    }
}

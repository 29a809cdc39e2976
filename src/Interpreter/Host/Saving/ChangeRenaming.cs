using System.Text;
using Dag.Language.Changing;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Saving;

/// <summary>A change as it would have been written had a task had another name by then.</summary>
internal static class ChangeRenaming
{
    /// <summary>Null where another task has that name by then.</summary>
    public static ChangeStep? Rewrite(ChangeStep step, Renaming renaming)
    {
        if (renaming.Find(step.Before) is not { } before || renaming.Find(step.After) is not { } after)
            return null;

        var text = new StringBuilder();
        var at = 0;
        foreach (var (place, written) in Edits(step.Statement, renaming).OrderBy(edit => edit.Place.Start))
        {
            text.Append(step.Tree.Source.Slice(TextSpan.FromBounds(at, place.Start))).Append(written);
            at = place.End;
        }

        if (at == 0)
            return step with { Before = before, After = after };

        var tree = Parser.Parse(new(step.Tree.Source.Path, text.Append(step.Tree.Source.Text.AsSpan(at)).ToString()));
        var index = step.Tree.Statements.TakeWhile(each => !ReferenceEquals(each, step.Statement)).Count();
        return new(tree, tree.Statements[index], before, after);
    }

    private static IEnumerable<(TextSpan Place, string Written)> Edits(StatementSyntax statement, Renaming renaming)
    {
        foreach (var (name, needs) in Named(statement).Where(each => each.Name.Text == renaming.From.Text))
            yield return (name.Span, needs is { Alias: null } ? $"{renaming.To} as {name.Last}" : renaming.To.Text);
    }

    // A dep that has no name of its own keeps the one that its body knows it by.
    private static IEnumerable<(NameSyntax Name, ClauseSyntax.Needs? Needs)> Named(StatementSyntax statement)
    {
        var task = statement switch
        {
            StatementSyntax.Task declared => declared,
            StatementSyntax.Change { What: ChangeSyntax.Override(var instead) } => instead,
            _ => null,
        };
        var names = task is not null ? [task.Name] : statement switch
        {
            StatementSyntax.Set set => TaskOf(set.Option),
            StatementSyntax.Change change => Named(change.What),
            _ => [],
        };
        return names.Select(name => (name, (ClauseSyntax.Needs?)null))
            .Concat((task?.Clauses ?? []).OfType<ClauseSyntax.Needs>().Select(needs => (needs.Task, (ClauseSyntax.Needs?)needs)));
    }

    private static IEnumerable<NameSyntax> Named(ChangeSyntax change) => change switch
    {
        ChangeSyntax.Unset(var option) => TaskOf(option),
        ChangeSyntax.Substitute(var task, var with, var consumer) => [task, with, .. Maybe(consumer)],
        ChangeSyntax.Restore(var task, var consumer) => [task, .. Maybe(consumer)],
        ChangeSyntax.PinValue(var task, _) => [task],
        ChangeSyntax.PinCode(var task, _) => [task],
        ChangeSyntax.Unpin(var query) => Named(query),
        ChangeSyntax.Disable(var query) => Named(query),
        ChangeSyntax.Enable(var query) => Named(query),
        ChangeSyntax.Remove(var query) => Named(query),
        ChangeSyntax.Rename(var from, var to) => [from, to],
        _ => [],
    };

    private static IEnumerable<NameSyntax> Named(QuerySyntax query) => query switch
    {
        QuerySyntax.Named(var name) => [name],
        QuerySyntax.Upstream(var of, _) => Named(of),
        QuerySyntax.Downstream(var of, _) => Named(of),
        QuerySyntax.Call(_, var of, _, _) => Named(of),
        QuerySyntax.Filter(var of, _, _) => Named(of),
        QuerySyntax.Between(var from, var to, _) => [.. Named(from), .. Named(to)],
        QuerySyntax.Union(var left, var right) => [.. Named(left), .. Named(right)],
        QuerySyntax.Intersection(var left, var right) => [.. Named(left), .. Named(right)],
        QuerySyntax.Difference(var left, var right) => [.. Named(left), .. Named(right)],
        _ => [],
    };

    private static IEnumerable<NameSyntax> Maybe(NameSyntax? name) => name is null ? [] : [name];

    private static IEnumerable<NameSyntax> TaskOf(NameSyntax option)
        => OptionName.OfWritten(option.Text) is { } name ? [new(name.Task.Text, new(option.Span.Start, name.Task.Text.Length))] : [];
}

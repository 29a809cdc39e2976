using Dag.Interpreter.Host.Reading;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Querying;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Running;

/// <summary>Reads a target of the command line as a query. A plain name is left as it is: whether there is such a task is asked later.</summary>
internal static class Targets
{
    private const string Place = "<target>";

    public static IEnumerable<string> Find(DagProgram program, string target, List<Diagnostic> diagnostics)
    {
        if (target.All(c => NameCharacters.IsPart(c) || c == '.') && !target.Contains("..", StringComparison.Ordinal) && target != "all")
            return [target];

        var wrong = new List<Diagnostic>();
        var found = Find(program, new SourceText(Place, target), wrong);
        diagnostics.AddRange(wrong.Select(each => each with { Subject = DiagnosticSubject.Name }));
        return found;
    }

    private static IEnumerable<string> Find(DagProgram program, SourceText source, List<Diagnostic> diagnostics)
    {
        var parsed = Parser.ParseQuery(source);
        diagnostics.AddRange(parsed.Diagnostics);
        if (parsed is not { Query: { } query, Diagnostics.IsEmpty: true })
            return [];

        var found = new Query(source, program.Graph, name => program.Env.FindTask(new(name)), new NoTaskStates(), diagnostics).Find(query);
        if (found is { IsEmpty: true })
            diagnostics.Add(SessionErrors.NamesNothing(new(source, query.Span)));
        return found?.Select(task => task.Text) ?? [];
    }
}

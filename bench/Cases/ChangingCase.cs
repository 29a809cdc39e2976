using System.Text;
using Dag.Bench.Measuring;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Language.Text;

namespace Dag.Bench.Cases;

/// <summary>
/// A generated graph of many tasks in layers, each task after two of the layer before: one task is changed and what it leads to is planned anew, against
/// reading the file again and planning the same; and queries over all of it.
/// </summary>
internal static class ChangingCase
{
    private const int Width = 1000;

    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var tasks = smoke ? 4_000 : 100_000;
        var file = programs.Written("changing", Dag(tasks));
        var standard = Programs.Reader;
        using var engine = new DagEngine(new EngineFolders(AppContext.BaseDirectory.TrimEnd('/'), null), standard, TimeProvider.System);
        var program = engine.Read(file).Program ?? throw new InvalidOperationException("the generated file does not read");
        using var session = new Session(engine, program, TimeProvider.System);
        var (changed, target, size) = ($"t{tasks - (2 * Width)}", $"t{tasks - 1}", 0);
        var (planned, options) = (0, new RunOptions([target], [], 2, false));
        var afresh = () =>
        {
            using var again = engine.Read(file).Program;
            planned = again is null ? 0 : engine.Plan(again, options).Plans[0].Tasks.Count;
        };
        var change = SideBySide.Seconds(runs, () => Replan(engine, session, $"set {changed}.size = {++size}", options), afresh);
        yield return Against(change, $"one option changed, {planned:N0} tasks planned", tasks);
        var other = SideBySide.Seconds(runs, () => Replan(engine, session, $"override task {changed} {{ option size: Count = {++size}; product Text; run sh \"echo $size\" }}", options), afresh);
        yield return Against(other, $"one body changed, {planned:N0} tasks planned", tasks);
        yield return Query(runs, session, $"..{target}", tasks);
        yield return Query(runs, session, $"deps({target}, 20)", tasks);
        yield return Query(runs, session, "t0..", tasks);
    }

    private static Figure Against((double Ours, double Theirs) seconds, string name, int tasks)
        => new($"{name}, of {tasks:N0}", seconds.Ours * 1000, seconds.Theirs * 1000, "ms", "reading the file afresh and planning the same", 0.01, false, "checked whole, with its place in the journal");

    private static Figure Query(int runs, Session session, string query, int tasks)
    {
        var found = 0;
        var ours = SideBySide.Seconds(runs, () => found = Find(session, query), () => { }).Ours;
        return new($"{query} in {tasks:N0} tasks", ours * 1000, 20, "ms", "the 20 ms that a person may wait", 1, false, $"{found:N0} tasks found");
    }

    private static int Find(Session session, string query)
    {
        var source = new SourceText("<bench>", query);
        var parsed = Language.Parsing.Parser.ParseQuery(source).Query ?? throw new InvalidOperationException($"'{query}' does not read");
        return session.Find(parsed, source, []) is { } found ? found.Count : throw new InvalidOperationException($"'{query}' names nothing");
    }

    private static void Replan(DagEngine engine, Session session, string change, RunOptions options)
    {
        Say(session, change);
        if (engine.Plan(session.Program, options).End != RunStatus.Succeeded)
            throw new InvalidOperationException($"nothing can be planned after '{change}'");
    }

    private static void Say(Session session, string text)
    {
        foreach (var reply in session.ExecuteAsync(new SourceText("<bench>", text)).ToBlockingEnumerable())
        {
            if (reply.End != RunStatus.Succeeded)
                throw new InvalidOperationException($"'{text}' was refused: {reply}");
        }
    }

    public static string Dag(int tasks)
    {
        var text = new StringBuilder("type Count of int where value >= 0\n");
        for (var task = 0; task < tasks; task++)
        {
            text.Append($"\ntask t{task} {{\n");
            if (task >= Width)
                text.Append($"    needs t{task - Width} as before, t{(task % Width == 0 ? task - 1 : task - Width - 1)} as beside\n");
            text.Append("    option size: Count = 10\n    product Text\n    run sh \"echo $size\"\n}\n");
        }

        return text.ToString();
    }
}

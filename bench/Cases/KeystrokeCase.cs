using Dag.Bench.Measuring;
using Dag.Interpreter.Code.Evaluating;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Language.Text;
using Dag.Repl.Editing;

namespace Dag.Bench.Cases;

/// <summary>From a keystroke to what may be chosen, once warm: names of tasks in a large graph, and members of C# over a product.</summary>
internal static class KeystrokeCase
{
    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var tasks = smoke ? 4_000 : 100_000;
        var file = programs.Written("keystrokes", ChangingCase.Dag(tasks) + "\ntype Prices of double[]\n\ntask prices { product Prices; run => [1.0, 2.0] }\n");
        var standard = Programs.Reader;
        using var engine = new DagEngine(new EngineFolders(AppContext.BaseDirectory.TrimEnd('/'), null), standard, TimeProvider.System);
        using var session = new Session(engine, engine.Read(file).Program ?? throw new InvalidOperationException("the generated file does not read"), TimeProvider.System);
        foreach (var reply in session.ExecuteAsync(new SourceText("<bench>", "run prices")).ToBlockingEnumerable())
            _ = reply.End == RunStatus.Succeeded ? reply : throw new InvalidOperationException($"the product was not made: {reply}");

        var (completion, names) = (new Completion(_ => []), EnvNames.Of(session.Env));
        var (known, typed) = (0, $"run t{tasks / 1000}");
        var ofTasks = SideBySide.Seconds(runs, () => known = completion.At(typed, typed.Length, names).All.Count(), () => { });
        yield return Within(ofTasks.Ours, $"'{typed}' to a list, of {tasks:N0} tasks", $"{known} shown");

        var (members, scope) = (new CSharpCompletion(new Evaluator(TimeProvider.System)), new EvaluationScope(session.Env, session.Program.Compiled, session.Records.Variables));
        var ofProduct = SideBySide.Seconds(runs, () => known = members.At(scope, "prices.S", 8).Members.Count, () => { });
        yield return Within(ofProduct.Ours, "'prices.S' to a list of members", $"{known} found");
    }

    private static Figure Within(double seconds, string name, string note) => new(name, seconds * 1000, 50, "ms", "the 50 ms that nobody notices", 1, false, note);
}

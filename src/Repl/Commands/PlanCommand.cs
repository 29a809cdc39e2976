using System.Text;
using System.Text.Json;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Products;
using Dag.Interpreter.Sessions;
using Dag.Language.Declarations;

namespace Dag.Repl.Commands;

/// <summary><c>dag plan</c> and <c>dag run --dry-run</c>: what would run, in order, with which values and where they come from. Runs nothing.</summary>
internal static class PlanCommand
{
    public static int Run(CommandContext context, string file, RunOrder order, bool asJson)
    {
        var read = context.Session.Read(file);
        context.Say(read.Diagnostics, asJson);
        if (read.Program is not { } program)
            return ExitCode.FileWrong;

        using (program)
            return Show(context, program, order, asJson);
    }

    public static int Show(CommandContext context, DagProgram program, RunOrder order, bool asJson)
    {
        var planned = context.Session.Plan(program, order);
        context.Say(planned.Diagnostics, asJson);
        if (planned.End != RunEnd.Succeeded)
            return ExitCode.Of(planned.End);

        foreach (var plan in planned.Plans)
            context.Terminal.Write(asJson ? Json(plan) : Text(plan));
        return ExitCode.Fine;
    }

    private static string Text(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var task in plan.Tasks)
        {
            text.Append(task.Declaration.Name).Append(What(task.Declaration)).Append('\n');
            foreach (var option in task.Options)
                text.Append("    ").Append(option.Declaration.Name).Append(" = ").Append(Shown(option)).Append("   (").Append(option.Origin.Describe()).Append(")\n");
        }

        var runs = plan.Tasks.Count(task => !task.Declaration.IsMarker);
        return text.Append(runs == 1 ? "1 task would run\n" : $"{runs} tasks would run\n").ToString();
    }

    private static string What(TaskDeclaration task)
    {
        var makes = task.Product is { } product ? $": {product}" : task.IsMarker ? ": a marker" : ": an action";
        return task.Deps.IsEmpty ? makes : $"{makes}, after {string.Join(", ", task.Deps.Select(dep => dep.Task.Text))}";
    }

    private static string Shown(BoundOption option) => TypeChecker.Show(option.Value, option.Declaration.Type);

    private static string Json(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var task in plan.Tasks)
        {
            var options = task.Options.Select(option => new { name = option.Declaration.Name, value = Shown(option), origin = option.Origin.Describe() });
            var line = new { @event = "planned", task = task.Declaration.Name.Text, product = task.Declaration.Product?.Name.Text, needs = task.Declaration.Deps.Select(dep => dep.Task.Text), options };
            text.Append(JsonSerializer.Serialize(line, ProductJson.Compact)).Append('\n');
        }

        return text.ToString();
    }
}

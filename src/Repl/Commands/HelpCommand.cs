using System.Text;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Types;
using Dag.Language.Values;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag help FILE [TASK]</c>: tasks, options, types and predicates, from the file's own doc comments.</summary>
internal static class HelpCommand
{
    public static int Run(CommandContext context, string file, string? task)
    {
        var read = context.Engine.Read(file, runPredicates: false);
        read.Program?.Dispose();
        if (read.Env.Modules.IsEmpty || read.Env.Modules[^1].IsStandard)
        {
            context.Report(read.Diagnostics, asJson: false);
            return ExitCode.FileWrong;
        }

        if (task is null)
        {
            context.Terminal.Write(OfFile(context.Paint, read.Env, file));
            return ExitCode.Fine;
        }

        if (read.Env.FindTask(new(task)) is { } found)
        {
            context.Terminal.Write(OfTask(context.Paint, found));
            return ExitCode.Fine;
        }

        var hint = TaskSuggestion.For(task, read.Env);
        context.Report([CommandErrors.UnknownTask(task, file, hint)], asJson: false);
        return ExitCode.CommandLineWrong;
    }

    private static string OfFile(Paint paint, Env env, string file)
    {
        var text = new StringBuilder();
        var main = env.Modules[^1];
        if (main.Doc is { } doc)
            text.Append(doc).Append("\n\n");
        var tasks = env.Tasks.Values.Where(task => !task.Module.IsStandard).ToList();
        text.Append(tasks.Count == 0 ? $"{file} declares no task\n" : "tasks\n");
        var columns = new Columns(new Column(Paint: paint.Strong), new Column());
        foreach (var task in tasks)
            columns.Add(task.Name.Text, Line(task.Doc, Makes(task)));
        text.Append(columns.Lay(margin: "  "));

        var types = env.Types.Values.Where(type => type.At is { } at && env.Modules.Any(module => !module.IsStandard && module.Source == at.Source)).ToList();
        if (types.Count > 0)
            text.Append("\ntypes\n");
        foreach (var type in types)
            text.Append("  ").Append(OfType(type)).Append('\n');
        if (tasks.Count > 0)
            text.Append($"\ndag help {file} TASK shows one of them; dag run {file} TASK runs it\n");
        return text.ToString();
    }

    private static string OfTask(Paint paint, TaskDeclaration task)
    {
        var text = new StringBuilder(paint.Strong(task.Name.Text)).Append("   ").Append(Makes(task)).Append('\n');
        if (task.Doc is { } doc)
            text.Append('\n').Append(doc).Append('\n');
        if (!task.Deps.IsEmpty)
            text.Append("\nneeds  ").AppendJoin(", ", task.Deps.Select(dep => (dep.IsEach ? "each " : "") + (dep.LocalName == dep.Task.Last ? dep.Task.Text : $"{dep.Task} as {dep.LocalName}"))).Append('\n');
        if (!task.Options.IsEmpty)
            text.Append("\noptions\n");
        foreach (var option in task.Options)
        {
            text.Append("  --").Append(option.Name).Append("   ").Append(option.Type).Append(option.Default is { } given ? $" = {(Secrecy.Hides(option.Type) ? Secrecy.Mask : ValuePrinter.Print(given.Value))}" : ", required").Append('\n');
            if (option.Doc is { } about)
                text.Append("      ").Append(about.ReplaceLineEndings("\n      ")).Append('\n');
            foreach (var type in option.Type.Lineage().Reverse())
                text.Append("      ").Append(OfType(type)).Append('\n');
        }

        if (task.Product is { } product)
        {
            text.Append("\nproduct").Append(task.ProductName is { } name ? $" {ValuePrinter.Print(new DagValue.Text(name.Text))}" : "").Append('\n');
            foreach (var type in product.Lineage().Reverse())
                text.Append("  ").Append(OfType(type)).Append('\n');
        }

        if (task.Publish is { } place)
            text.Append("\npublished to ").Append(place.Path).Append('\n');
        return text.ToString();
    }

    private static string Makes(TaskDeclaration task)
        => task.Product is { } product ? $"product {EnvText.ProductOf(product, task.ProductName)}" : task.IsMarker ? $"groups {string.Join(", ", task.Deps.Select(dep => dep.Task.Text))}" : "an action";

    private static string Line(string? doc, string otherwise) => doc is null ? otherwise : doc.Split('\n')[0];

    private static string OfType(DagType type) => type.Doc is { } doc ? $"{EnvText.Meaning(type)}   {Line(doc, "")}" : EnvText.Meaning(type);
}

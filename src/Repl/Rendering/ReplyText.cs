using System.Text;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>What a session answers, as text: data for standard output, and what is only said beside it.</summary>
/// <param name="withTables">Products that are tables are laid out as such.</param>
/// <param name="width">Terminal cells for a line of a product.</param>
internal sealed class ReplyText(Paint paint, bool withTables = false, int width = int.MaxValue)
{
    private readonly TaskText tasks = new(paint);

    /// <summary>What was asked for; empty where nothing was.</summary>
    public string Data(Reply reply) => reply switch
    {
        Reply.TasksShown(var shown) => tasks.Of(shown),
        Reply.OptionShown(var option) => tasks.Of(option),
        Reply.TypesShown(var types, var inFull) => tasks.Of(types, inFull),
        Reply.Text(var content) => content,
        Reply.Planned(var plan, var forecasts) => PlanText.Of(plan, forecasts),
        Reply.Explained(var ahead, var last) => string.Concat(ahead.Select(Lined)) + (last is null ? "" : ExplanationText.Of(paint, last)),
        Reply.RunsShown(var runs, var more, var running) => string.Concat(runs.Select(run => RunText.Of(run, running.Contains(run.Name)))) + (more == 0 ? "" : $"and {more} more: dag runs\n"),
        Reply.JobsShown(var jobs) => Jobs(jobs),
        Reply.HelpWanted(var about) => StatementHelp.Text(about, paint),
        Reply.Ran(var result) => Products(result),
        _ => "",
    };

    /// <summary>What is said beside the data: what a change means, what was done.</summary>
    public string Aside(Reply reply) => reply switch
    {
        Reply.Changed(var meaning, var touched, _) => Meaning(meaning, touched),
        Reply.Stepped(var isRedo, var statements, var meaning) => Stepped(isRedo, statements) + Meaning(meaning, []),
        Reply.JobStarted(var job) => $"job {job.Number} started in the background: jobs, watch {job.Number}, cancel {job.Number}\n",
        Reply.Saved(var path, var changes) => $"saved {path}{(changes == 0 ? "" : $" with {Count(changes, "change")} appended")}\n",
        Reply.Forgot(var tasks) => Forgotten(tasks),
        Reply.Loaded(var path, _) => $"loaded {path}\n",
        _ => "",
    };

    /// <summary>A product with a line end at its end, and with its task's name before it where there are several.</summary>
    /// <param name="withTable">One that is a table is laid out as such.</param>
    /// <param name="width">Terminal cells for a line of it.</param>
    public static string Product(TargetProduct product, bool isOneOfSeveral, bool withTable, int width = int.MaxValue)
    {
        var text = product.IsSecret ? Lined(Secrecy.Mask) : withTable ? ValueText.Of(product.Value, width) : Plain(product);
        if (!isOneOfSeveral)
            return text;

        return text.IndexOf('\n') == text.Length - 1 ? $"{product.Task}: {text}" : $"{product.Task}:\n{text}";
    }

    // The elements of a stream have a line each.
    private static string Plain(TargetProduct product)
        => product is { Type.IsStream: true, Value.Raw: System.Collections.IEnumerable elements }
            ? string.Concat(elements.Cast<object?>().Select(element => Lined(ProductText.Print(new(element)))))
            : Lined(ProductText.Print(product.Value));

    /// <summary>The tasks whose products were removed, and those of which nothing was cached.</summary>
    public static string Forgotten(EquatableList<TaskRemoval> tasks)
    {
        var (gone, none) = (tasks.Where(task => task.Products > 0).ToList(), tasks.Where(task => task.Products == 0).ToList());
        return (gone.Count == 0 ? "" : $"forgotten: {TaskText.Names([.. gone.Select(task => task.Task)])}; the next run makes {(gone.Count == 1 ? "it" : "them")} anew\n")
            + (none.Count == 0 ? "" : $"nothing was cached of {TaskText.Names([.. none.Select(task => task.Task)])}\n");
    }

    private string Products(RunResult result)
    {
        var text = new StringBuilder();
        foreach (var product in result.Products)
            text.Append(Product(product, result.Products.Count > 1, withTables, width));
        return text.ToString();
    }

    /// <summary>A text with a line end at its end.</summary>
    public static string Lined(string text) => text.EndsWith('\n') ? text : text + "\n";

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    private string Meaning(ChangeImpact meaning, EquatableList<TaskName> touched)
    {
        var text = new StringBuilder();
        if (!meaning.Stale.IsEmpty)
            text.Append($"out of date: {TaskText.Names([.. meaning.Stale])} (about {Units.Duration(meaning.Cost)} to run again)\n");
        if (!meaning.Holding.IsEmpty)
            text.Append($"still up to date: {TaskText.Names([.. meaning.Holding])}\n");
        if (text.Length == 0 && !touched.IsEmpty)
            text.Append($"affects {TaskText.Names([.. touched])} (not run yet)\n");
        return text.Length == 0 ? "" : paint.Faint(text.ToString().TrimEnd('\n')) + "\n";
    }

    private static string Stepped(bool isRedo, EquatableList<string> statements)
        => string.Concat(statements.Select(statement => $"{(isRedo ? "redone" : "undone")}: {statement.ReplaceLineEndings(" ")}\n"));

    private static string Jobs(EquatableList<Job> jobs)
        => jobs.IsEmpty ? "no jobs\n" : string.Concat(jobs.Select(job => $"{job.Number}  {StateOf(job),-7}  {job.What}\n"));

    private static string StateOf(Job job)
    {
        if (job.IsRunning)
            return "running";

        return job.Work.Result.End switch
        {
            RunStatus.Succeeded => "done",
            RunStatus.Interrupted => "cancelled",
            _ => "failed",
        };
    }
}

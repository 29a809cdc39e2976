using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>What a session answers to a statement.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>How it ended, as a run would say it.</summary>
    public RunStatus End => this switch
    {
        Refused(_, var end) => end,
        Ran(var result) => result.End,
        _ => RunStatus.Succeeded,
    };

    /// <summary>Nothing was changed and nothing was done, and why.</summary>
    public sealed record Refused(EquatableList<Diagnostic> Diagnostics, RunStatus Reason) : Reply;

    /// <summary>A change was taken. Where nothing has been made yet it means nothing, and the tasks it touches are named.</summary>
    public sealed record Changed(ChangeImpact Meaning, EquatableList<TaskName> Touched, EquatableList<Diagnostic> Warnings) : Reply;

    /// <summary>Steps of the journal were taken back, or again; the statements, the first one first.</summary>
    public sealed record Stepped(bool IsRedo, EquatableList<string> Statements, ChangeImpact Meaning) : Reply;

    public sealed record TasksShown(EquatableList<TaskView> Tasks) : Reply;

    public sealed record OptionShown(OptionView Option) : Reply;

    public sealed record TypesShown(EquatableList<DagType> Types, bool InFull) : Reply;

    /// <summary>Text to be shown as it is: an env, a graph, a difference, a log.</summary>
    public sealed record Text(string Content) : Reply;

    /// <param name="Forecasts">For each node of each plan whether it would run; none where nothing is kept.</param>
    public sealed record Planned(PlanResult Plan, IReadOnlyList<IReadOnlyList<Forecast>> Forecasts) : Reply;

    /// <summary>Why a task would run, or would not, and what it needs; and why it did when it was last reached.</summary>
    /// <param name="Last">None where no run that left a journal has reached it.</param>
    public sealed record Explained(EquatableList<string> Ahead, WhyReport? Last) : Reply;

    /// <summary>The latest runs, the last one first, and how many more there were.</summary>
    /// <param name="Running">Those that this session is at.</param>
    public sealed record RunsShown(EquatableList<RunRecord> Runs, int More, EquatableList<string> Running) : Reply;

    public sealed record Ran(RunResult Result) : Reply;

    public sealed record JobStarted(Job Job) : Reply;

    public sealed record JobsShown(EquatableList<Job> Jobs) : Reply;

    /// <summary>A job to be watched until it ends or nobody wants to any more.</summary>
    public sealed record Watched(Job Job) : Reply;

    public sealed record Saved(string Path, int Statements) : Reply;

    public sealed record Loaded(string? Path, EquatableList<Diagnostic> Warnings) : Reply;

    /// <summary>What was cached of tasks was removed.</summary>
    public sealed record Forgot(EquatableList<TaskRemoval> Tasks) : Reply;

    public sealed record HelpWanted(string? About) : Reply;
}

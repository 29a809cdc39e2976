using Dag.Interpreter.State.Journals;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Testing;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Checking;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Repl.Tests.Rendering;

/// <summary>One event of every kind, all of one small run.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Start = new(2026, 3, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TaskName Pca = new("pca");

    public static Diagnostic Failure { get; } = new("DAG5002", new Marked("task pca { run sh «\"exit 3\"» }")[0], "task 'pca' exited with code 3");

    public static IReadOnlyList<RunEvent> Events { get; } =
    [
        new RunEvent.RunStarted(Start, "20260321-120000-000-1f", 5)
        {
            Graph = [new(new("measurements"), [], 1, null), new(Pca, [new("measurements")], 1, TimeSpan.FromSeconds(3))],
            Workers = 4,
        },
        new RunEvent.TaskReused(Start.AddSeconds(1), new("measurements")),
        new RunEvent.TaskStarted(Start.AddSeconds(1), Pca),
        new RunEvent.TrialStarted(Start.AddSeconds(1), Pca, 1),
        new RunEvent.Logged(Start.AddSeconds(2), Pca, "reading «150» rows"),
        new RunEvent.Progressed(Start.AddSeconds(2), Pca, 0.5, "half way"),
        new RunEvent.MetricRecorded(Start.AddSeconds(3), Pca, "explained", 0.924),
        new RunEvent.ArtifactKept(Start.AddSeconds(3), Pca, "/project/plot.svg"),
        new RunEvent.TrialRetried(Start.AddSeconds(3), Pca, 1, 2, TrialStatus.Failed, TimeSpan.FromSeconds(2), "task 'pca' exited with code 3", TimeSpan.FromSeconds(0.5)),
        new RunEvent.TaskPublished(Start.AddSeconds(3), Pca, "/project/results/pca.json"),
        new RunEvent.TrialEnded(Start.AddSeconds(4), Pca, 2, TrialStatus.Failed, TimeSpan.FromSeconds(3)),
        new RunEvent.TaskFailed(Start.AddSeconds(4), Pca, new(Failure, ["no such matrix"])),
        new RunEvent.TaskBlocked(Start.AddSeconds(4), new("report"), Pca),
        new RunEvent.TaskCancelled(Start.AddSeconds(4), new("plot")),
        new RunEvent.TaskFinished(Start.AddSeconds(5), new("centred"), TimeSpan.FromMilliseconds(1500)),
        new RunEvent.RunFinished(Start.AddSeconds(5), "20260321-120000-000-1f", new(1, 1, 1, 1, 1, 0), TimeSpan.FromSeconds(5)),
    ];

    public static TargetProduct Product { get; } = new(new("ranks"), new("Ranks"), false, new ClrValue(new[] { 1, 2 }));

    /// <summary>One result of every kind.</summary>
    public static IReadOnlyList<TestResult> Tests { get; } =
    [
        new TestResult.Passed(TwoRows(), TimeSpan.FromSeconds(0.5)),
        new TestResult.Failed(TwoRows(), TimeSpan.FromSeconds(0.5), [Failure], ["pca | no such matrix"]),
        new TestResult.Interrupted(TwoRows(), TimeSpan.FromSeconds(0.5)),
    ];

    private static TestDeclaration TwoRows() => new("two rows are enough", [], new Marked("test «\"two rows are enough\"» { expect pca }")[0]);
}

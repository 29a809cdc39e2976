using System.Collections.Concurrent;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Surface;

public sealed class TaskContextTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("dag-surface-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<ClrValue>> cached = [];
    private readonly HeardSink heard = new();

    [Fact]
    public void What_a_body_says_reaches_the_sink_in_order()
    {
        var task = Context();
        task.Log($"row {1}");
        task.Progress.Report(0.5);
        task.Progress.Report(1.5, "late");
        task.Metric("loss", 0.25);
        task.Artifact("plot.svg");

        heard.Said.ShouldBe(["log row 1", "progress 0.5 ", "progress 1 late", "metric loss 0.25", $"artifact {Path.Combine(root, "trial", "plot.svg")}"]);
    }

    [Fact]
    public void The_folder_is_made_when_it_is_first_asked_for()
    {
        var task = Context();
        var before = Directory.Exists(Path.Combine(root, "trial"));
        File.WriteAllText(task.File("sub/out.txt").Path, "made");

        (before, File.ReadAllText(Path.Combine(root, "trial", "sub", "out.txt")), task.Attempt).ShouldBe((false, "made", 2));
    }

    [Fact]
    public void What_was_cached_under_a_name_is_made_once_for_all_trials()
    {
        var made = 0;
        var first = Context().Cached("model", () => ++made);
        var second = Context().Cached("model", () => ++made);
        var other = Context().Cached("other", () => ++made);

        (first, second, other).ShouldBe((1, 1, 2));
    }

    [Fact]
    public void What_threw_while_it_was_made_is_made_again()
    {
        Should.Throw<InvalidDataException>(() => Context().Cached<int>("model", () => throw new InvalidDataException("broken")));

        Context().Cached("model", () => 2).ShouldBe(2);
    }

    [Fact]
    public void A_value_is_asked_for_as_its_own_type()
    {
        (new ClrValue(1).As<int>(), new ClrValue("a").As<object>(), new ClrValue(null).As<string>(), new ClrValue(null).As<int?>(), new ClrValue(2).As<int?>())
            .ShouldBe((1, "a", null, null, 2));
        Should.Throw<InvalidCastException>(() => new ClrValue("a").As<int>()).Message.ShouldBe("String is no Int32");
        Should.Throw<InvalidCastException>(() => new ClrValue(null).As<int>()).Message.ShouldBe("none is no Int32");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private TaskContext Context() => new(Path.Combine(root, "trial"), 2, heard, cached, CancellationToken.None);

    private sealed class HeardSink : ITaskSink
    {
        public List<string> Said { get; } = [];

        public void Log(string line) => Said.Add($"log {line}");

        public void Progress(double fraction, string? note) => Said.Add($"progress {fraction} {note}");

        public void Metric(string name, double value) => Said.Add($"metric {name} {value}");

        public void Artifact(string path) => Said.Add($"artifact {path}");
    }
}

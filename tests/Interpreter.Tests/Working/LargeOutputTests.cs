using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Run.Trials;

namespace Dag.Interpreter.Tests.Working;

/// <summary>Alone, since it watches what the whole program allocates.</summary>
[Collection(nameof(LargeOutputTests))]
[CollectionDefinition(nameof(LargeOutputTests), DisableParallelization = true)]
public sealed class LargeOutputTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public async Task A_million_lines_cost_no_memory()
    {
        await workshop.Run(workshop.Shell("true"));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var end = await workshop.Run(workshop.Order("seq", "1000000"));
        var tail = LogTail.Read(workshop.In("stdout.log"), maxLines: 2, maxBytes: 4096);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        (end, tail, allocated < 2_000_000).ShouldBe((new ProcessExit.Exited(0), new LogTail(["999999", "1000000"], IsShortened: true), true));
    }

    [Fact]
    public async Task Following_a_line_of_many_megabytes_holds_little_of_it()
    {
        await workshop.Run(workshop.Shell("head -c 30000000 /dev/zero | tr '\\0' x; echo; echo end"));
        var lengths = new List<int>();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using (new LogFollower(workshop.In("stdout.log"), line => lengths.Add(line.Length), TimeProvider.System)) { }
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        (string.Join(' ', lengths), allocated < 3_000_000).ShouldBe(($"{LogFollower.LongestLine + LogFollower.CutMark.Length} 3", true));
    }
}

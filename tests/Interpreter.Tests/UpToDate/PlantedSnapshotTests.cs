using System.Buffers.Binary;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.UpToDate;

namespace Dag.Interpreter.Tests.UpToDate;

/// <summary>A snapshot that somebody else has written, its checksum right, is read or is none: nothing it says is thrown about or taken for a length.</summary>
public sealed class PlantedSnapshotTests
{
    private static readonly byte[] Digests = new byte[SnapshotTask.DigestsLength];

    private static readonly RunSnapshot Snapshot = new(
        "run", ["a"], [new("/x/main.dag", new(1, 2, 3, 4), new string('0', 64))], [new("/x/in", new string('1', 64), "bin")], [new("HOME", "2")], DateTimeOffset.MaxValue, new(1, 2, 3, 4), 1, 2,
        [new(0, "a", "Text", typeof(string).AssemblyQualifiedName ?? "", new(1, 0, 3, ProductEncoding.Text, 7), "/x/results/a")]);

    private static readonly SnapshotTasks Tasks = new([new(Digests, "none"), new(Digests, "none")], new(["a", "b"]), new(new SnapshotNode[] { new("a", 1, []), new("b", 1, [0]) }));

    [Fact]
    public void Whatever_number_stands_anywhere_in_it()
    {
        var (head, tasks) = SnapshotBytes.Of("key", Snapshot, Tasks);
        SnapshotBytes.Read(head, "key").ShouldNotBeNull().Targets.ShouldBe(Snapshot.Targets);
        foreach (var number in new[] { int.MaxValue, int.MinValue, -1, 1 << 28, 127 })
        {
            for (var at = 0; at + 4 <= head.Length - 4; at++)
            {
                var planted = head.ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(planted.AsSpan(at), number);
                BinaryPrimitives.WriteUInt32LittleEndian(planted.AsSpan(planted.Length - 4), Checksum.Of(planted.AsSpan(0, planted.Length - 4)));
                _ = SnapshotBytes.Read(planted, "key");
            }

            for (var at = 0; at + 4 <= tasks.Length; at++)
            {
                var planted = tasks.ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(planted.AsSpan(at), number);
                var read = SnapshotBytes.ReadTasks(planted, new(0, planted.Length, Checksum.Of(planted)));
                _ = (read?.Names.Value, read?.Graph.Value);
            }
        }
    }

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("System.IO.FileStream")]
    [InlineData("No.Such, No.Such.Assembly")]
    [InlineData("[[[")]
    [InlineData("")]
    public void A_type_that_nothing_stored_is_of_is_none(string name) => SnapshotProducts.TypeOf(name).ShouldBeNull();
}

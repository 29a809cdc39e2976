using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>A store that cannot be used is said before anything runs, and nothing in it is touched.</summary>
public sealed class StoreErrorsTests
{
    [Fact]
    public async Task A_store_of_a_later_version_is_left_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("dag-newer-").FullName;
        var (file, index) = (Path.Combine(folder, "main.dag"), Path.Combine(folder, ".dag", "store", "index"));
        Directory.CreateDirectory(Path.GetDirectoryName(index) ?? "");
        File.WriteAllText(file, "task a { product Number; run => 1 }");
        var header = IndexHeader.ToBytes(1);
        header[8] = 9;
        BitConverter.TryWriteBytes(header.AsSpan(20), Checksum.Of(header.AsSpan(0, 20)));
        File.WriteAllBytes(index, header);

        using var engine = new DagEngine(new(AppContext.BaseDirectory, null), new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), TimeProvider.System);
        var program = engine.Read(file).Program.ShouldNotBeNull();
        var result = await engine.RunAsync(program, new([], [], 1, false), null, CancellationToken.None);
        (result.End, string.Join('\n', result.Diagnostics.Select(said => $"{said.Code} {said.Message.Replace(folder, "")}")))
            .ShouldBe((RunStatus.EngineFailed, "DAG6010 the store '/.dag/store' has format 9; this version of dag supports formats up to 1"));
        File.ReadAllBytes(index).ShouldBe(header);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_store_that_cannot_be_read_is_said_with_the_reason()
        => SessionErrors.StoreUnreadable("/shared", "Permission denied.").ToString().ShouldBe(new Dag.Language.Diagnostics.Diagnostic("DAG6011", null, "cannot read the store '/shared': Permission denied").ToString());
}

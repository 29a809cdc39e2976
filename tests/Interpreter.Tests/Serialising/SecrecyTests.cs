using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Loading;

namespace Dag.Interpreter.Tests.Serialising;

public sealed class SecrecyTests
{
    private const string Program = """
        type Secret of int where value > 0
        type Pin : Secret
        type Pins list of Pin
        task a { option pin: Pin = 3; product Secret; run => pin }
        """;

    [Theory]
    [InlineData("main.dag")]
    [InlineData("core.dag")]
    [InlineData("stdlib/core.dag")]
    [InlineData("stdlib-of-mine/core.dag")]
    public void A_type_of_a_users_own_file_is_no_secret_whatever_it_and_its_file_are_called(string name)
    {
        using var folder = new ProgramFolder((name, Program));
        var loaded = Load(Path.Combine(folder.Folder, name));

        loaded.Env.Types.Values.Where(type => type.At?.Source.Path.StartsWith(folder.Folder, StringComparison.Ordinal) is true)
            .Select(type => (type.Name.Text, Secrecy.Hides(type))).ShouldBe([("Secret", false), ("Pin", false), ("Pins", false)]);
    }

    [Fact]
    public void What_descends_from_the_cores_secret_is_one_and_so_are_lists_of_it()
    {
        using var folder = new ProgramFolder(("core.dag", "type Pin : Secret\ntype Pins list of Pin\ntype Plain of int\n"));
        var loaded = Load(Path.Combine(folder.Folder, "core.dag"));

        loaded.Env.Types.Values.Where(type => type.At?.Source.Path.StartsWith(folder.Folder, StringComparison.Ordinal) is true)
            .Select(type => (type.Name.Text, Secrecy.Hides(type))).ShouldBe([("Pin", true), ("Pins", true), ("Plain", false)]);
    }

    [Fact]
    public void A_predicate_of_a_users_core_is_compiled_with_the_file_that_it_stands_in()
    {
        using var folder = new ProgramFolder(("main.dag", "import \"core.dag\"\ntask a { option n: Secret = 3; product Secret; run => n }\n"), ("core.dag", "type Secret of int where value > 2\n"));
        using var bench = folder.Bench();

        (bench.Holds("Secret", 3), bench.Holds("Secret", 2)).ShouldBe((true, false));
    }

    private static ModuleSet Load(string path) => Loader.Load(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), path);
}

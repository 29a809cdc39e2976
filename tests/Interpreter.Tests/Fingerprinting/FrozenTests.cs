using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>Known digests. Who changes one raises the format of fingerprints in the same commit: everything that anybody stored is made again.</summary>
public sealed class FrozenTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-frozen-").FullName;

    [Fact]
    public void Values_of_each_kind()
        => Lines(
            ("nothing", Of<string?>(null)),
            ("a text", Of("text, häß")),
            ("half a character", Of("\ud800")),
            ("a character", Of('x')),
            ("a truth", Of(true)),
            ("int", Of(1)),
            ("long", Of(-1L)),
            ("byte", Of((byte)255)),
            ("BigInteger", Of(BigInteger.Pow(10, 30))),
            ("double", Of(1.5)),
            ("double, minus nothing", Of(-0.0)),
            ("double, no number", Of(double.NaN)),
            ("float", Of(1.5f)),
            ("Half", Of((Half)1.5)),
            ("decimal", Of(1.50m)),
            ("a duration", Of(TimeSpan.FromMilliseconds(1500))),
            ("a moment", Of(new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc))),
            ("a moment somewhere", Of(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(1)))),
            ("a day", Of(new DateOnly(2026, 11, 21))),
            ("a time of day", Of(new TimeOnly(12, 30))),
            ("an address", Of(new Uri("https://example.org/a"))),
            ("a Guid", Of(new Guid("00112233-4455-6677-8899-aabbccddeeff"))),
            ("an enum", Of(DayOfWeek.Friday)),
            ("numbers", Of<double[]>([1, double.NaN])),
            ("texts", Of<string[]>(["a", "b"])),
            ("an immutable array", Of<ImmutableArray<int>>([1, 2])),
            ("a grid", Of(new int[2, 1])),
            ("a set", Of(new HashSet<int>([2, 1]))),
            ("a dictionary", Of(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 })),
            ("a queue", Of(new Queue<int>([1, 2]))),
            ("a tuple", Of((1, "a"))),
            ("a record", Of(new Point(1, null))),
            ("rows", Of<double[][]>([[1], []]))).ShouldBe("""
            98daa68775d349d3 nothing
            da9a898a62eb9ee5 a text
            253e2a9d7f02392d half a character
            8e6f4846d8f8203f a character
            1b9d7e45a560cebe a truth
            0c03113e89db18cd int
            531f6361e0bdbe3d long
            9743c04b42672721 byte
            e090cecdc7a09a8a BigInteger
            76dbcd377ec4cec7 double
            030ccadfdaaa7c79 double, minus nothing
            d132e4f639216ed0 double, no number
            2e2733075eaeae97 float
            6d03f691c359a58b Half
            a18ec56f0c75cfd5 decimal
            0ad0a62ae91311a9 a duration
            5377d055a3a26127 a moment
            6516da1e4bb093ea a moment somewhere
            110af35ec372ef69 a day
            d327cc909fbd2ba0 a time of day
            f39f13d2cac83c44 an address
            76c340510ed8b9c6 a Guid
            5f62b0a789c75823 an enum
            c69018754aca855b numbers
            29c968b1f846c3e5 texts
            8fd0aaef883f419d an immutable array
            2b8e15d6662e993b a grid
            7e91d046d916020c a set
            f223a5574eff2dee a dictionary
            de3f352755e9606e a queue
            9803c0c6629883f0 a tuple
            61f6f75faab31ff5 a record
            e1001f7f9dc611ba rows
            """);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Files_and_folders()
    {
        Write("table.csv", "1,2\n");
        Write("tree/a.txt", "a");
        Write("tree/deep/b.txt", "b");
        var plain = Of(DagFolder.Of(In("tree")));
        Write("tool", "1,2\n");
        Directory.CreateDirectory(In("tree/empty"));
        File.CreateSymbolicLink(In("tree/link"), "deep");
        File.SetUnixFileMode(In("tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Lines(
            ("a file", Of(DagFile.Of(In("table.csv")))),
            ("one that may be executed", Of(DagFile.Of(In("tool")))),
            ("a folder", plain),
            ("one with a link and an empty folder", Of(DagFolder.Of(In("tree"))))).ShouldBe("""
            52a71f9c0db2d2de a file
            c5bcf76ae051158e one that may be executed
            294957c00c6d8011 a folder
            2c226c36f6d792dd one with a link and an empty folder
            """);
    }

    [Fact]
    public void What_is_long()
        => Lines(
            ("a text", Of(new string('x', 100_000))),
            ("whole numbers", Of(Enumerable.Range(0, 100_000).ToArray())),
            ("numbers", Of(new double[100_000]))).ShouldBe("""
            f02a436c5b173f6a a text
            fd6caad72e8fb036 whole numbers
            f1c40f04844c483e numbers
            """);

    [Fact]
    public void Tasks()
        => Lines(
            ("C# with code", Work.DigestOf("code { double Twice(double x) => x * Two; const double Two = 2; }; task a { option n: Number = 0.5; product Number; run => Twice(n) }")),
            ("a block", Work.DigestOf("task a { product Natural; run { return 1; } }")),
            ("a script with a dep", Work.DigestOf("task a { product Text; run => \"\" }; task b { needs a; option n: Natural = 3; product Text; run sh \"echo $a $n\" }")),
            ("a script with variables", Work.DigestOf("task a { env CC, USER meta; product Text; run sh \"$CC\" }")),
            ("a version", Work.DigestOf("task a { option n: Natural = 3; version \"2\"; product Text; run => \"\" }")),
            ("a secret", Work.DigestOf("task a { option key: Secret = \"hunter2\"; product Natural; run => key.Length }")),
            ("what is open", Work.DigestOf("using System.Text.Json\ntask a { product Natural; run => 1 }"))).ShouldBe("""
            269153d728869a61 C# with code
            9c4e3b2b61490d38 a block
            d7ead97be1ce81c9 a script with a dep
            b2ff4975b1588e3d a script with variables
            4c37d0d1e036c6c2 a version
            10dc9f403c73faf7 a secret
            4ca596b48e70f975 what is open
            """);

    [Fact]
    public void A_small_graph()
        => Work.GraphOf(
            """
            type Row of double[]
            code { double Norm(double x) => Math.Abs(x); }
            task read { option source: File = file "some.csv"; product Row; run => [1, 2] }
            task scale { needs read as row; option by: Number = 2; product Row; run => row.Select(x => Norm(x) * by).ToArray() }
            task count { needs scale, read as before; product Natural; run sh "wc -w < $scale" }
            """).ShouldBe("""
            91d5e17c31133456 read
            199367be76e01088 scale
            714d3d7c54f1b08a count
            """);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Of<T>(T value) => ContentHasher.Of(new ClrValue(value)).ShouldNotBeNull().Digits;

    private static string Lines(params (string Name, string Digits)[] known) => string.Join('\n', known.Select(each => $"{each.Digits[..16]} {each.Name}"));

    private string In(string name) => Path.Combine(folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name)) ?? folder);
        File.WriteAllText(In(name), text);
    }

    private sealed record Point(double X, string? Name);
}

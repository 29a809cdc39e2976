using System.Security.Cryptography;
using Dag.Bench.Measuring;

namespace Dag.Bench.Cases;

/// <summary>One product of a gigabyte, made and stored, and read by another process; as a file and as bytes; against <c>cp</c> and against SHA-256 alone.</summary>
internal static class LargeProductsCase
{
    private const string Program = """
        task file_made { option source: File = file "source"; product File; cache disk; run sh "cp $source $OUT" }
        task file_stored { needs file_made }
        task file_read { needs file_made; option seed: Integer = 0; product Integer; run => (int)(file_made.Length % 1000) + seed }
        task bytes_made { option source: File = file "source"; product Bytes; cache disk; run => source.ReadBytes() }
        task bytes_stored { needs bytes_made }
        task bytes_read { needs bytes_made; option seed: Integer = 0; product Integer; run => bytes_made.Length + seed }

        """;

    private static int seed;

    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var size = smoke ? 1 << 20 : 1 << 30;
        var folder = programs.Fresh("large");
        var (source, copy) = (Path.Combine(folder, "source"), Path.Combine(folder, "copy"));
        var content = new byte[size];
        new Random(1).NextBytes(content);
        File.WriteAllBytes(source, content);
        File.WriteAllText(Path.Combine(folder, "large.dag"), Program);
        // Its digest is kept from then on, as that of any input.
        Thread.Sleep(2500);

        var all = new Func<double>[]
        {
            () => Copied(folder, copy), () => SideBySide.Time(() => SHA256.HashData(content)),
            () => Stored(programs, folder, "file"), () => Read(programs, folder, "file"), () => Stored(programs, folder, "bytes"), () => Read(programs, folder, "bytes"),
        };
        var seconds = SideBySide.Medians(smoke ? 1 : Math.Min(runs, 5), all);
        var names = new[] { "a file of {0}, copied by its task and stored", "it is read from the store by another process", "{0} of bytes, read by their task and stored", "they are read from the store by another process" };
        for (var i = 0; i < names.Length; i++)
        {
            var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, names[i], smoke ? "1 MB" : "1 GB");
            yield return new(name, seconds[i + 2], seconds[0], "s", "cp", null, false, "");
            yield return new(name, seconds[i + 2], seconds[1], "s", "SHA-256 alone, in memory", null, false, "");
        }
    }

    private static double Copied(string folder, string copy)
    {
        File.Delete(copy);
        Settle(folder);
        return Programs.Seconds("cp", folder, "source", "copy");
    }

    // Its C# stays compiled.
    private static double Stored(Programs programs, string folder, string form)
    {
        foreach (var left in new[] { "objects", "placed" }.Select(name => Path.Combine(folder, ".dag", "store", name)).Append(Path.Combine(folder, ".dag", "runs")).Where(Directory.Exists))
            Directory.Delete(left, recursive: true);
        Settle(folder);
        return Programs.Seconds(programs.Dag, folder, "run", "large.dag", $"{form}_stored", "--force");
    }

    // What was written before is not to be waited for by who writes next.
    private static void Settle(string folder) => Programs.Seconds("sync", folder);

    private static double Read(Programs programs, string folder, string form)
        => Programs.Seconds(programs.Dag, folder, "run", "large.dag", $"{form}_read", "--set", $"{form}_read.seed={seed++}");
}

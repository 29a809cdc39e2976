using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A store that may only be read, one of a newer format, and one in which bits have flipped, under the real program.</summary>
public class StoreTroubleTests
{
    private const string Program = """
        task said { cache disk; product Text; run sh "echo said" }
        task written { needs said; cache disk; product File; run sh "for i in 1 2 3 4 5 6 7 8 9; do echo $i $said; done > $OUT" }
        task tree { needs said; cache disk; product Folder; run sh "mkdir -p $OUT/in; echo $said > $OUT/in/one; echo two > $OUT/two" }
        task long { cache disk; product Text; run sh "yes | head -c 100000 | tr '\\n' x" }
        task all {
            needs said
            needs written
            needs tree
            needs long
            option round: Natural = 0
            cache disk
            product Text
            run sh "echo $round $said; cat $written $tree/in/one $tree/two; echo $long | cut -c 1-4"
        }
        task silent { cache disk; product Text; run => "silent" }
        """;

    [Theory]
    [InlineData("mounted")]
    [InlineData("marked")]
    public void A_store_that_may_only_be_read_gives_what_it_has_says_what_it_cannot_take_and_stays_as_it_is(string how)
    {
        // Whoever may do everything must first be kept from it.
        var isMounted = how == "mounted" && ShellScript.Privacy.Count > 0;
        IReadOnlyList<string> before = isMounted ? ShellScript.Privacy : Environment.UserName == "root" ? ["setpriv", "--bounding-set=-dac_override"] : [];
        using var dag = new DagProcess().With("main.dag", """
            task said { cache disk; product Text; run sh "echo said" }
            task silent { needs said; cache disk; product Text; run => said + " silently" }
            task part { option name: Text = "one"; cache never; product Text; run => task.Cached(name, () => { Thread.Sleep(5); return $"part {name}"; }) }
            """);
        var steps = ShellScript.Run(dag, $$"""
            told first dag run main.dag silent part --cache state --progress none
            {{(isMounted ? "mount --bind state state && mount -o remount,ro,bind state" : "chmod -R a-w state")}}
            find state -type f -exec sha256sum {} + | sort > before
            told again dag run main.dag silent part --cache state --progress none
            told part dag run main.dag part --name two --cache state --progress none
            told silent dag run main.dag silent --cache state --progress none -c 'override task silent { product Text; cache disk; run => "other" }'
            told said dag run main.dag said --cache state --progress none --force
            told info dag cache info --cache state
            told verify dag cache verify --cache state
            told clear dag cache clear --cache state
            told gc dag cache gc --older 0s --yes --cache state
            find state -type f -exec sha256sum {} + | sort > after
            told same cmp before after
            {{(isMounted ? "" : "chmod -R u+w state")}}
            """, before);
        var why = isMounted ? "Read-only file system" : "Permission denied";
        System.Text.RegularExpressions.Regex.Replace(Words(steps), @" \| \d+ compiled units of C# of this user, [\d.]+ KB", "").ShouldBe($"""
            first: silent: said silently | part: part one | exit 0
            again: silent: said silently | part: part one | exit 0
            part: DAG6012 | part two | exit 6
            silent: DAG6012 | other | exit 6
            said: DAG5002 | DAG6013 | exit 6
            info: created from DATE to DATE | 1 run in the journal, 5 bytes of trial files | exit 0
            verify: 3 products of 3 intact | exit 0
            clear: DAG6014 | exit 6
            gc: DAG6014 | exit 6
            same: exit 0
            """);
        steps.Where(each => each.Printed.Contains("DAG6", StringComparison.Ordinal)).ShouldAllBe(each => each.Printed.Contains(why, StringComparison.Ordinal) || each.Printed.Contains("denied", StringComparison.Ordinal));
    }

    [Fact]
    public void A_store_that_is_collected_and_cleared_while_a_run_is_going_does_it_no_harm()
    {
        using var dag = new DagProcess().With("main.dag", Program.Replace("task silent", "task slow { needs all; cache disk; product Text; run sh \"for i in 1 2 3 4 5 6 7 8; do sleep 0.1; done; echo slow $all\" }\ntask silent"));
        var steps = ShellScript.Run(dag, """
            dag run main.dag slow --progress none > printed 2>&1 & run=$!
            until test -e .dag/store/index; do sleep 0.05; done
            rounds=0
            while kill -0 $run 2> /dev/null; do
                dag cache gc --older 0s --yes > /dev/null || echo "gc failed"
                dag cache info > /dev/null || echo "info failed"
                dag cache verify > /dev/null || echo "verify failed"
                dag cache clear > /dev/null || echo "clear failed"
                rounds=$((rounds + 1))
            done
            told first sh -c "wait; cat printed"
            told ended wait $run
            told rounds test $rounds -gt 0
            told again dag run main.dag slow --progress none
            told verify dag cache verify
            """, []);
        var slow = $"slow {All(0)["exit 0\nout: ".Length..].Replace("\nout: ", " ")}\nexit 0";
        steps[..4].ShouldBe([("first", slow), ("ended", "exit 0"), ("rounds", "exit 0"), ("again", slow)]);
        steps[4].Printed.ShouldMatch(@"^(\d+) products of \1 intact\nexit 0$");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_store_of_a_newer_format_is_refused_and_stays_as_it_is(byte bit)
    {
        using var dag = new DagProcess().With("main.dag", Program);
        dag.Run("run", "main.dag", "silent").Whole.ShouldBe("exit 0\nout: silent");
        var index = Path.Combine(dag.Folder, ".dag", "store", "index");
        var bytes = File.ReadAllBytes(index);
        bytes[8] = 9;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(20), Sum(bytes.AsSpan(0, 20)));
        // It is one of that format though a bit of it has flipped since.
        bytes[8] ^= bit;
        File.WriteAllBytes(index, bytes);

        var before = Contents(dag);
        const string Refused = """
            exit 6
            error DAG6010: the store '.dag/store' has format 9; this version of dag supports formats up to 1
              help: use the version that wrote it, or choose another folder with --cache FOLDER or DAG_CACHE
            """;
        foreach (var words in new string[][] { ["run", "main.dag"], ["run", "main.dag", "silent", "--force"], ["cache", "verify"], ["cache", "clear"], ["cache", "gc", "--yes", "--older", "0s"], ["cache", "info"] })
            dag.Run(words).Whole.ShouldBe(Refused.ReplaceLineEndings("\n"), customMessage: string.Join(' ', words));
        Contents(dag).ShouldBe(before);
    }

    [Fact]
    public void A_bit_that_flips_in_any_file_of_a_store_is_found_and_what_it_hit_is_made_again()
    {
        const int Seed = 4;
        using var dag = new DagProcess().With("main.dag", Program);
        dag.Run("run", "main.dag", "all").Whole.ShouldBe(All(0));
        var random = new Random(Seed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 1; round <= 24; round++)
        {
            var files = Contents(dag).Keys.Where(path => path.StartsWith("store/", StringComparison.Ordinal) && new FileInfo(PathOf(dag, path)).Length > 0).Order(StringComparer.Ordinal).ToList();
            var file = files.Find(path => !seen.Contains(path)) ?? files[random.Next(files.Count)];
            seen.Add(file);
            Flip(PathOf(dag, file), random);
            var when = $"round {round} with seed {Seed}: {file}";

            // The same again, and one more that all of it leads to.
            dag.Run("run", "main.dag", "all", "--round", $"{round - 1}").Whole.ShouldBe(All(round - 1), customMessage: when);
            dag.Run("run", "main.dag", "all", "--round", $"{round}").Whole.ShouldBe(All(round), customMessage: when);
        }

        dag.Run("cache", "verify");
        dag.Run("cache", "verify").Exit.ShouldBe(0);
        seen.Count.ShouldBeGreaterThan(8);
    }

    private static string All(int round)
        => $"exit 0\nout: {round} said\nout: {string.Join("\nout: ", Enumerable.Range(1, 9).Select(i => $"{i} said"))}\nout: said\nout: two\nout: yxyx";

    private static string PathOf(DagProcess dag, string path) => Path.Combine(dag.Folder, ".dag", path);

    // Every file of the folder for state, and what is in it.
    private static Dictionary<string, string> Contents(DagProcess dag)
        => Directory.GetFiles(Path.Combine(dag.Folder, ".dag"), "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Path.Combine(dag.Folder, ".dag"), path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    private static void Flip(string path, Random random)
    {
        File.SetAttributes(path, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(path);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(path, bytes);
    }

    // The checksum of a header.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var each in bytes)
            sum = BitOperations.Crc32C(sum, each);
        return ~sum;
    }

    // Of each step its codes, what was printed beside messages, and how it ended.
    private static string Words((string Step, string Printed)[] steps)
        => string.Join('\n', steps.Select(each => $"{each.Step}: {string.Join(" | ", each.Printed.Split('\n').Select(Word).Where(word => word.Length > 0))}"));

    private static string Word(string line)
        => line.StartsWith("error DAG", StringComparison.Ordinal) ? line[6..13]
            : line.Length > 0 && char.IsAsciiLetterOrDigit(line[0]) && (!line.Contains(" bytes ", StringComparison.Ordinal) || line.Contains("in the journal", StringComparison.Ordinal)) && !line.Contains(" | ", StringComparison.Ordinal) && !line.EndsWith(" ms", StringComparison.Ordinal) && !char.IsAsciiDigit(line[^1])
                || line.StartsWith("exit", StringComparison.Ordinal) ? line : "";
}

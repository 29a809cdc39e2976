using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// Programs in which secrets go every way out that there is: as options, defaults, lists, pins and products, into logs, messages, metrics, artifacts, the console and
/// what scripts print, as they are and in other forms. No command shows one, and no file of the folder for state has one.
/// </summary>
public sealed class SecretsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DagProcess dag = new();

    [Fact]
    public void No_command_shows_a_secret_and_no_file_keeps_one()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (given, usual, listed, made, pinned) = (Any(random, "g"), Any(random, "u"), Any(random, "l"), "made" + random.Next(1000, 9999), Any(random, "p"));
        dag.With("a.dag", Program(usual, made));
        string[][] commands =
        [
            ["check", "a.dag"], ["help", "a.dag", "out"], ["plan", "a.dag", "out", "--set", $"out.key={given}"], ["plan", "a.dag", "--json", "--set", $"out.key={given}"],
            ["run", "a.dag", "out", "script", "wrong", "throws", "both", "length", "--set", $"out.key={given}", "--set", $"wrong.key={given}", "--set", $"throws.key={given}", "--set", $"script.keys={JsonSerializer.Serialize(new[] { listed, given })}", "--keep-going", "--progress", "plain"],
            ["run", "a.dag", "out", "script", "wrong", "throws", "both", "length", "--set", $"out.key={given}", "--set", $"wrong.key={given}", "--set", $"throws.key={given}", "--set", $"script.keys={JsonSerializer.Serialize(new[] { listed, given })}", "--keep-going", "--json", "--force"],
            ["run", "a.dag", "fails", "--output", "grouped"], ["why", "a.dag", "out"], ["why", "a.dag", "script", "--json"], ["runs"], ["test", "a.dag"], ["test", "a.dag", "--json"], ["run", "a.dag", "out", "--set", $"out.kex={usual}"],
            ["repl", "a.dag", "-c", $"set out.key = {Quoted(given)}", "-c", $"pin secret = {Quoted(pinned)}", "-c", "show out", "-c", "show secret", "-c", "show env", "-c", "diff", "-c", "run length", "-c", "secret", "-c", "secret + \"!\"", "-c", "new[] { secret }", "-c", "undo"],
            ["repl", "a.dag", "--json", "-c", "run secret", "-c", "secret + \"!\""],
        ];
        string[] secrets = [given, usual, listed, made, pinned];
        foreach (var words in commands)
        {
            var ended = dag.Run(words);
            foreach (var form in secrets.SelectMany(Forms))
                ended.Whole.ShouldNotContain(form, Case.Sensitive, $"seed {seed}: dag {string.Join(' ', words)}");
        }

        foreach (var file in Directory.GetFiles(Path.Combine(dag.Folder, ".dag"), "*", SearchOption.AllDirectories))
        {
            foreach (var form in secrets.SelectMany(Forms))
                Encoding.UTF8.GetString(File.ReadAllBytes(file)).ShouldNotContain(form, Case.Sensitive, $"seed {seed}: {file}");
        }

        Directory.Exists(Path.Combine(dag.Folder, ".dag/private")).ShouldBeFalse();
    }

    [Fact]
    public void What_a_script_gets_of_secrets_only_its_owner_may_read_and_a_later_run_removes_what_a_killed_one_left()
    {
        dag.With("a.dag", """
            type Keys list of Secret
            task wait { option keys: Keys = ["SEKRIT-1", "SEKRIT-2"]; run sh "echo SEKRIT-1; ls -l \"$keys\" | cut -c 1-10 > ../../../../seen; ls -ld \"$(dirname \"$keys\")\" | cut -c 1-10 >> ../../../../seen; echo $$ > ../../../../pid; exec sleep 300" }
            task other { product Natural; run => 1 }
            """);
        using var process = Process.Start(dag.StartInfo([], "run", "a.dag", "wait")) ?? throw new InvalidOperationException("dotnet was not started");
        try
        {
            Await(() => File.Exists(Path.Combine(dag.Folder, "pid")) && File.ReadAllText(Path.Combine(dag.Folder, "pid")).EndsWith('\n'));
            File.ReadAllText(Path.Combine(dag.Folder, "seen")).ShouldBe("-rw-------\ndrwx------\n");
            Secret().ShouldNotBeEmpty();
            process.Kill();
            process.WaitForExit();
            dag.Run("run", "a.dag", "other").Whole.ShouldBe("exit 0\nout: 1");
            Secret().ShouldBeEmpty();
        }
        finally
        {
            process.Kill();
            Kill(int.Parse(File.ReadAllText(Path.Combine(dag.Folder, "pid"))));
        }
    }

    [Theory]
    [InlineData("gc", "--yes")]
    [InlineData("clear")]
    public void So_do_gc_and_clear(params string[] words)
    {
        dag.With("a.dag", "task a { product Natural; cache disk; run => 1 }");
        dag.Run("run", "a.dag", "a").Exit.ShouldBe(0);
        dag.With(".dag/private/20260101-000000-000-abc.lock", "").With(".dag/private/20260101-000000-000-abc/a-1/keys.json", "[\"SEKRIT-1\"]")
            .With(".dag/private/20260101-000000-000-def/b-1/stdout.log", "SEKRIT-2");
        dag.Run(["cache", .. words]).Exit.ShouldBe(0);
        Directory.Exists(Path.Combine(dag.Folder, ".dag/private")).ShouldBeFalse();
    }

    [Fact]
    public void A_link_in_the_place_of_the_private_folder_is_neither_swept_nor_written_behind()
    {
        dag.With("a.dag", """
            task a { product Natural; cache disk; run => 1 }
            task b { option key: Secret = "SEKRIT-1"; product Natural; run sh "echo ${#key}" }
            """).With("own/thesis.lock", "").With("own/thesis/chapter", "mine");
        dag.Run("run", "a.dag", "a").Exit.ShouldBe(0);
        File.CreateSymbolicLink(Path.Combine(dag.Folder, ".dag/private"), Path.Combine(dag.Folder, "own"));
        foreach (var words in new string[][] { ["run", "a.dag", "b"], ["cache", "gc", "--yes"], ["cache", "clear"] })
            dag.Run(words).Error.ShouldStartWith("error DAG6021: cannot use the state folder: '.dag/private' in it is a link to 'own'");
        Directory.GetFileSystemEntries(Path.Combine(dag.Folder, "own"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(dag.Folder, path)).Order(StringComparer.Ordinal)
            .ShouldBe(["own/thesis", "own/thesis.lock", "own/thesis/chapter"]);
    }

    [Fact]
    public void A_script_that_sees_a_secret_gives_the_product_that_it_prints_whole()
    {
        dag.With("a.dag", """
            task text { option key: Secret = "SEKRIT-1"; product Text; run sh "echo \"it is $key\"" }
            task file { option key: Secret = "SEKRIT-1"; product File; run sh "echo \"it is $key\"" }
            task sizes { needs text, file; product Text; run => $"{text.TrimEnd().Length} {file.ReadText().TrimEnd().Length}" }
            """);
        dag.Run("run", "a.dag", "sizes").Output.ShouldBe("14 14\n");
    }

    public void Dispose() => dag.Dispose();

    private string[] Secret() => [.. Directory.GetFiles(Path.Combine(dag.Folder, ".dag"), "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("SEKRIT", StringComparison.Ordinal))];

    private static void Await(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(20))
            clock.Elapsed.ShouldBeLessThan(Patience);
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    private static string Program(string usual, string made) => $$""""
        type Key : Secret where value.Length > 3
        type Keys list of Key

        task secret { product Key; run => string.Concat(new[] { {{Quoted(made[..3])}}, {{Quoted(made[3..])}} }) }

        task out {
            option key: Key = {{Quoted(usual)}}
            product Natural
            run {
                task.Log("log " + key);
                Console.WriteLine("console " + Convert.ToBase64String(Encoding.UTF8.GetBytes("key=" + key)));
                task.Metric("metric " + Uri.EscapeDataString(key), 1);
                task.Progress.Report(0.5, "note " + key);
                task.Log(System.Text.Json.JsonSerializer.Serialize(key));
                return key.Length;
            }
        }

        task script {
            option keys: Keys = [{{Quoted(usual)}}]
            product Natural
            run sh """
                cat "$keys" >&2
                base64 -w0 "$keys" >&2
                cat "$keys"; echo; exit 4
            """
        }

        task wrong {
            option key: Key = {{Quoted(usual)}}
            product Natural
            run sh "echo \"$key\"; echo \"no $key\" >&2; printf '%s' \"$key\" > left; rm left; echo \"$key\""
        }

        task throws { option key: Key = {{Quoted(usual)}}; product Natural; run => int.Parse(key) }
        task both { needs secret; product Text; run sh "echo \"$secret\" >&2; echo done" }
        task length { needs secret; product Natural; run { task.Log(secret); return secret.Length; } }
        task fails { product Key; run sh "k=made; echo ${k}Failed-77; exit 3" }
        test "a" { set out.key = {{Quoted(usual + "2")}}; expect out where value == 0; expect secret where value == "x" }
        """" + "\n";

    private static IEnumerable<string> Forms(string secret)
        => new[] { secret, Quoted(secret)[1..^1], Uri.EscapeDataString(secret), JsonSerializer.Serialize(secret)[1..^1], Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..^3] }.Distinct();

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    // With a letter in front, so that it is no flag, and all that other forms write in another way.
    private static string Any(Random random, string first)
        => first + string.Concat(Enumerable.Range(0, random.Next(8, 20)).Select(_ => "abcXYZ0189-_/+&%=? \"\\é<'"[random.Next(24)])) + random.Next(100, 999);
}

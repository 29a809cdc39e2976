using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Caching;

/// <summary>
/// Programs whose products are a megabyte each, and which count themselves how many of them are alive: nothing in the interpreter keeps one alive
/// that nobody waits for, but the cache within its bound.
/// </summary>
public class LiveProductsTests
{
    private const int Megabyte = 1 << 20;

    private const string Counting = """
        code {
            public static class Alive
            {
                private static readonly List<WeakReference> all = [];
                public static int Most;

                public static byte[] Make(int number)
                {
                    lock (all)
                    {
                        GC.Collect();
                        GC.WaitForPendingFinalizers();
                        GC.Collect();
                        Most = Math.Max(Most, all.Count(each => each.IsAlive) + 1);
                        var made = new byte[1 << 20];
                        made[0] = (byte)number;
                        all.Add(new(made));
                        return made;
                    }
                }
            }
        }

        """;

    [Fact]
    public async Task Of_a_hundred_products_in_a_row_that_are_never_kept_two_are_alive_at_once()
        => (await MostAliveAsync(Chain("cache never"), bound: null)).ShouldBeInRange(1, 2);

    [Fact]
    public async Task Of_a_hundred_products_in_a_row_as_many_are_alive_as_there_is_room_for()
        => (await MostAliveAsync(Chain("cache auto"), bound: 8 * Megabyte)).ShouldBeInRange(6, 10);

    [Fact]
    public async Task With_no_room_at_all_only_what_is_waited_for_is_alive()
        => (await MostAliveAsync(Chain("cache memory"), bound: 0)).ShouldBeInRange(1, 2);

    [Fact]
    public async Task What_cannot_be_compared_is_let_go_for_room_like_all_else()
        => (await MostAliveAsync(Chain("cache auto").Replace("type Block of byte[]", "type Block of Holder").Replace("code {", "code { public sealed class Holder(byte[] bytes) { private readonly byte[] held = bytes; public int Length => held.Length; }")
            .Replace("run => Alive.Make(", "run => new Holder(Alive.Make(").Replace(" + 0)", "))"), bound: 8 * Megabyte)).ShouldBeInRange(6, 10);

    [Fact]
    public async Task What_lies_in_the_store_is_not_held_until_it_is_wanted()
    {
        var sources = string.Concat(Enumerable.Range(0, 40).Select(i => $"task s{i} {{ cache disk; product Block; run => Alive.Make({i}) }}\n"));
        var sizes = string.Concat(Enumerable.Range(0, 40).Select(i => $"task n{i} {{ needs s{i}; needs all; product Integer; run => s{i}.Length }}\n"));
        var all = $"task all {{ {string.Concat(Enumerable.Range(0, 40).Select(i => $"needs s{i}; "))} }}\n";
        var most = $"task most {{ {string.Concat(Enumerable.Range(0, 40).Select(i => $"needs n{i}; "))} cache never; product Integer; run => Alive.Most }}\n";
        (await MostAliveAsync($"type Block of byte[]\n{Counting}{sources}{all}{sizes}{most}", bound: 4 * Megabyte)).ShouldBeInRange(3, 6);
    }

    [Fact]
    public async Task At_the_prompt_products_that_were_asked_for_stay_as_long_as_there_is_room()
    {
        var tasks = string.Concat(Enumerable.Range(0, 40).Select(i => $"task t{i} {{ cache never; product Block; run => Alive.Make({i}) }}\n"));
        using var folder = new ProgramFolder([("main.dag", $"type Block of byte[]\n{Counting}{tasks}task most {{ cache never; product Integer; run => Alive.Most }}\n")]);
        using var engine = Open(bound: 8 * Megabyte);
        using var session = new Session(engine, engine.Read(Path.Combine(folder.Folder, "main.dag")).Program.ShouldNotBeNull(), TimeProvider.System);
        for (var i = 0; i < 40; i++)
        {
            await foreach (var reply in session.ExecuteAsync(new SourceText("prompt", $"run t{i}")))
                reply.End.ShouldBe(RunStatus.Succeeded);
        }

        session.Records.All.Single(record => record.Task.Declaration.Name.Text == "t39").Fetch().ShouldNotBeNull();
        session.Records.All.Count(record => record.Fetch() is not null).ShouldBeInRange(5, 8);
    }

    private static string Chain(string cache)
        => $"type Block of byte[]\n{Counting}task t0 {{ {cache}; product Block; run => Alive.Make(0 + 0) }}\n"
            + string.Concat(Enumerable.Range(1, 99).Select(i => $"task t{i} {{ {cache}; needs t{i - 1}; product Block; run => Alive.Make(t{i - 1}.Length * 0 + {i} + 0) }}\n"))
            + "task most { needs t99; cache never; product Integer; run => Alive.Most }\n";

    private static async Task<int> MostAliveAsync(string program, long? bound)
    {
        using var folder = new ProgramFolder([("main.dag", program)]);
        using var engine = Open(bound);
        var read = engine.Read(Path.Combine(folder.Folder, "main.dag"));
        ProgramFolder.Lines(read.Diagnostics).ShouldBeEmpty();
        using var loaded = read.Program.ShouldNotBeNull();
        var result = await engine.RunAsync(loaded, new(["most"], [], Workers: 1, KeepGoing: false), null, CancellationToken.None);
        return int.Parse(ProductText.Print(result.Products.Single().Value));
    }

    private static DagEngine Open(long? bound)
    {
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: null) { CodeFolder = SharedCode.Folder };
        return new(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System, bound);
    }
}

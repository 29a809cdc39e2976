using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class CompletionTests
{
    private const string Statements = "code diff disable enable expect forget graph help import jobs language load logs override pin plan redo reference reload remove rename restore run runs save set show substitute task test type undo unpin unset using watch why cancel";

    private static readonly EnvNames Names = EnvNames.Of(Envs.Load(Envs.Source).Env);

    [Theory]
    [InlineData("|", Statements + " key measurements pca upload")]
    [InlineData("un|", "undo unpin unset")]
    [InlineData("sub|", "substitute")]
    [InlineData("pc|", "pca")]
    [InlineData("pca.|", "pca.components pca.kernel")]
    [InlineData("pca.comp|onents", "pca.components")]
    [InlineData("load|", "load")]
    [InlineData("ompo|", "")]
    [InlineData("easure|", "measurements")]
    [InlineData("run pca; sh|", "show")]
    [InlineData("set |", "key? measurements.header measurements.source pca.components pca.kernel upload.password")]
    [InlineData("set pca.|", "pca.components pca.kernel")]
    [InlineData("set pca.k|", "pca.kernel")]
    [InlineData("unset up|", "upload.password")]
    [InlineData("set pca.kernel = |", "\"linear\" \"rbf\"")]
    [InlineData("set pca.kernel = \"|", "linear\" rbf\"")]
    [InlineData("set measurements.header = |", "true false")]
    [InlineData("set measurements.source = |", "file_\"")]
    [InlineData("set measurements.source = file \"|", "data/ iris.csv")]
    [InlineData("set measurements.source = file \"i|", "iris.csv")]
    [InlineData("set measurements.source = file \"data/|", "more.csv")]
    [InlineData("set pca.components = |", "")]
    [InlineData("load \"i|", "iris.csv")]
    [InlineData("save \"d|", "data/")]
    [InlineData("show pc|", "pca")]
    [InlineData("show ..|", "key measurements pca upload deps( rdeps( roots( leaves( all")]
    [InlineData("show key..p|", "pca")]
    [InlineData("show deps(|", "key measurements pca upload deps( rdeps( roots( leaves( all")]
    [InlineData("show ty|", "types type")]
    [InlineData("show type Ker|", "Kernel")]
    [InlineData("run pca |", "where with")]
    [InlineData("run pca with pca.|", "pca.components pca.kernel")]
    [InlineData("run pca with pca.kernel = |", "\"linear\" \"rbf\"")]
    [InlineData("run pca with pca.components = 1, pca.kernel = |", "\"linear\" \"rbf\"")]
    [InlineData("run all where f|", "failed")]
    [InlineData("run all where not st|", "stale")]
    [InlineData("show all where product Ker|", "Kernel")]
    [InlineData("show all where option ke|", "kernel")]
    [InlineData("show all where failed |", "and or")]
    [InlineData("graph pca as |", "dot mermaid json")]
    [InlineData("why me|", "measurements")]
    [InlineData("substitute |", "key measurements pca upload")]
    [InlineData("substitute pca |", "with")]
    [InlineData("substitute pca with k|", "key")]
    [InlineData("substitute pca with key |", "in")]
    [InlineData("substitute pca with key in up|", "upload")]
    [InlineData("rename pca |", "to")]
    [InlineData("override |", "task")]
    [InlineData("override task m|", "measurements")]
    [InlineData("pin ke|", "key")]
    [InlineData("help su|", "substitute")]
    [InlineData("type Small : Ker|", "Kernel")]
    [InlineData("type Small |", ": of list_of")]
    [InlineData("task next { option sources: Folder = folder \"src\" |", "except meta compatible")]
    [InlineData("task next {|", "needs option product publish run env retry timeout cache fresh version")]
    [InlineData("task next {\n  nee|", "needs")]
    [InlineData("task next {\n  needs me|", "measurements")]
    [InlineData("task next {\n  needs pca as p, up|", "upload")]
    [InlineData("task next {\n  option k: Ker|", "Kernel")]
    [InlineData("task next {\n  option k: Kernel = |", "\"linear\" \"rbf\"")]
    [InlineData("task next {\n  product Ker|", "Kernel")]
    [InlineData("task next {\n  product Kernel |", "in")]
    [InlineData("task next {\n  product Kernel in |", "json csv parquet arrow")]
    [InlineData("task next {\n  needs pca |", "as in")]
    [InlineData("task next {\n  needs pca as p in p|", "parquet")]
    [InlineData("task next {\n  option k: Kernel |", "from meta compatible")]
    [InlineData("task next {\n  option k: Kernel = \"rbf\" from |", "env file command")]
    [InlineData("task next {\n  option k: Kernel from env \"K\" |", "meta compatible")]
    [InlineData("task next {\n  run |", "sh bash python")]
    [InlineData("task next {\n  retry 2 |", "backoff")]
    [InlineData("task next {\n  retry 2 backoff 1s |", "to jitter")]
    [InlineData("task next {\n  retry 2 backoff 1s to 5s |", "jitter")]
    [InlineData("task next {\n  retry 2 backoff 1s jitter |", "")]
    [InlineData("override task pca {\n  needs |", "each key measurements pca upload")]
    [InlineData("test \"of pca\" {\n  ex|", "expect")]
    [InlineData("test \"of pca\" {\n  set pca.c|", "pca.components")]
    [InlineData("run pca // and pc|", "")]
    [InlineData("import |", "std.files std.text")]
    [InlineData("import std.f|", "std.files")]
    [InlineData("import tex|", "std.text")]
    [InlineData("import std.files |", "")]
    [InlineData("import \"i|", "iris.csv")]
    public void What_may_stand_at_the_cursor_is_offered(string typed, string offered)
    {
        var caret = typed.IndexOf('|');
        var found = new Completion(Entries, "std.files", "std.text").At(typed.Remove(caret, 1), caret, Names);

        var wanted = offered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.EndsWith('?')).Select(word => word.Replace('_', word.Contains('"') || word == "list_of" ? ' ' : '_'));
        found.All.Select(candidate => candidate.Text).Order().ShouldBe(wanted.Order());
    }

    [Theory]
    [InlineData("show download..pc|", "pc")]
    [InlineData("set pca.com|", "pca.com")]
    [InlineData("set pca.com|ponents = 3", "pca.components")]
    [InlineData("set measurements.source = file \"data/mo|", "mo")]
    [InlineData("run |", "")]
    public void What_is_chosen_takes_the_place_of_the_name_at_the_cursor(string typed, string replaced)
    {
        var caret = typed.IndexOf('|');
        var text = typed.Remove(caret, 1);

        var span = new Completion(Entries).At(text, caret, Names).Replaced;

        text.Substring(span.Start, span.Length).ShouldBe(replaced);
    }

    [Fact]
    public void Of_a_hundred_thousand_tasks_those_that_fit_are_found()
    {
        var names = EnvNames.Of(Envs.Load(Envs.Chain(100_000)).Env);
        var completion = new Completion(Entries);

        var found = completion.At("show step_9999", 14, names);

        found.All.Select(candidate => candidate.Text).ShouldBe([.. new[] { 9999, 99990, 99991, 99992, 99993, 99994, 99995, 99996, 99997, 99998, 99999 }.Select(i => $"step_{i}")]);
        completion.At("show step_", 10, names).IsCut.ShouldBeTrue();
    }

    [Fact]
    public void Names_are_sorted_anew_only_where_tasks_or_types_have_changed()
    {
        var env = Envs.Load(Envs.Source).Env;
        var names = EnvNames.Of(env);

        EnvNames.Of(env, names).ShouldBeSameAs(names);
        EnvNames.Of(env with { Settings = env.Settings }, names).TasksFrom("pc").Select(task => task.Name.Text).ShouldBe(["pca"]);
    }

    private static IEnumerable<string> Entries(string folder) => folder == "data/" ? ["more.csv"] : ["iris.csv", "data/"];
}

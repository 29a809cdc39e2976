using Dag.Repl.CommandLine;

namespace Dag.Repl.Tests.CommandLine;

public sealed class ArgumentParserTests
{
    [Theory]
    [InlineData("iris.dag", "[iris.dag]")]
    [InlineData("iris.dag pca report", "[iris.dag, pca, report]")]
    [InlineData("iris.dag -j 4", "[iris.dag] --jobs 4")]
    [InlineData("iris.dag -j4", "[iris.dag] --jobs 4")]
    [InlineData("iris.dag -j=4", "[iris.dag] --jobs 4")]
    [InlineData("--jobs=4 iris.dag", "[iris.dag] --jobs 4")]
    [InlineData("iris.dag -kn", "[iris.dag] --keep-going --dry-run")]
    [InlineData("iris.dag -kj 2", "[iris.dag] --keep-going --jobs 2")]
    [InlineData("iris.dag --progress plain --json", "[iris.dag] --progress plain --json")]
    [InlineData("iris.dag --set pca.components=3 --set a.b=", "[iris.dag] --set pca.components=3 --set a.b=")]
    [InlineData("iris.dag --components 3", "[iris.dag] given --components 3")]
    [InlineData("iris.dag --components=3 pca", "[iris.dag, pca] given --components 3")]
    [InlineData("iris.dag --name=a=b", "[iris.dag] given --name a=b")]
    [InlineData("iris.dag --loud", "[iris.dag] given --loud true")]
    [InlineData("iris.dag --loud --json", "[iris.dag] --json given --loud true")]
    [InlineData("iris.dag --loud -j 2", "[iris.dag] --jobs 2 given --loud true")]
    [InlineData("iris.dag --offset -3", "[iris.dag] given --offset -3")]
    [InlineData("iris.dag --offset -.5", "[iris.dag] given --offset -.5")]
    [InlineData("-- -odd.dag --json", "[-odd.dag, --json]")]
    [InlineData("- pca", "[-, pca]")]
    public void Words_of_a_run_are_told_apart(string words, string wanted) => Told(Verbs.Run, words).ShouldBe(wanted);

    [Theory]
    [InlineData("", "[] wrong DAG7002: missing FILE")]
    [InlineData("a.dag -j", "[a.dag] wrong DAG7007: missing value for --jobs")]
    [InlineData("a.dag -j --json", "[a.dag] --json wrong DAG7007: missing value for --jobs")]
    [InlineData("a.dag --json=yes", "[a.dag] --json wrong DAG7008: --json takes no value")]
    [InlineData("a.dag --progress plan", "[a.dag] wrong DAG7009: invalid value for --progress: expected one of auto, plain, none, found 'plan' (did you mean 'plain'?)")]
    [InlineData("a.dag -x", "[a.dag] wrong DAG7003: unknown flag '-x' of dag run (dag run --help lists the flags)")]
    [InlineData("-x --json=1", "[] --json wrong DAG7003: unknown flag '-x' of dag run (dag run --help lists the flags) wrong DAG7008: --json takes no value wrong DAG7002: missing FILE")]
    public void Everything_that_is_wrong_with_them_is_said(string words, string wanted)
        => Told(Verbs.Run, words).Replace(" [usage: dag run FILE [TARGET]… [flags]]", "").Replace(" [usage: --jobs N]", "").ShouldBe(wanted);

    [Fact]
    public void What_is_no_flag_of_a_verb_without_targets_is_a_mistake()
        => Told(Verbs.Checking, "a.dag --jsno").ShouldBe("[a.dag] wrong DAG7003: unknown flag '--jsno' of dag check (did you mean '--json'?)");

    [Fact]
    public void An_option_of_a_target_knows_which_flag_it_may_have_been_meant_to_be()
        => ArgumentParser.Parse(Verbs.Run, ["a.dag", "--jbos", "3"]).Given[0].OtherwiseMeant.ShouldBe("did you mean '--jobs'?");

    [Fact]
    public void A_word_too_many_is_named()
        => Told(Verbs.Help, "a.dag pca report").ShouldBe("[a.dag, pca, report] wrong DAG7010: unexpected argument 'report' [usage: dag help [FILE] [TASK] [flags]]");

    [Theory]
    [InlineData("iris.dag --jobs 3 --json", "jobs json")]
    [InlineData("--jobs 3 iris.dag --json", "json")]
    [InlineData("iris.dag -j 3 -kn", "")]
    [InlineData("iris.dag --components 3", "")]
    public void Only_a_long_flag_after_the_file_could_be_an_option_as_well(string words, string wanted)
        => string.Join(' ', ArgumentParser.Parse(Verbs.Run, words.Split(' ')).AmbiguousFlags()).ShouldBe(wanted);

    [Fact]
    public void Of_a_verb_without_options_of_targets_no_flag_could()
        => ArgumentParser.Parse(Verbs.Checking, ["a.dag", "--json"]).AmbiguousFlags().ShouldBeEmpty();

    [Fact]
    public void No_two_flags_of_a_verb_share_a_name()
        => Verbs.All.SelectMany(verb => verb.Flags.SelectMany(flag => new[] { flag.Name, flag.Short }).OfType<string>().GroupBy(name => $"{verb.Name} {name}"))
            .Where(names => names.Count() > 1)
            .ShouldBeEmpty();

    private static string Told(Verb verb, string words)
    {
        var parsed = ArgumentParser.Parse(verb, words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var parts = parsed.Flags.Select(given => given.Value is null ? given.Flag.Name : $"{given.Flag.Name} {given.Value}")
            .Concat(parsed.Given.Select(given => $"given {given.Typed}"))
            .Concat(parsed.Wrong.Select(wrong => $"wrong {wrong.Code}: {wrong.Message}{(wrong.Hint is null ? "" : $" ({wrong.Hint})")}{(wrong.Usage is null ? "" : $" [usage: {wrong.Usage}]")}"));
        return string.Join(' ', parts.Prepend($"[{string.Join(", ", parsed.Operands)}]"));
    }
}

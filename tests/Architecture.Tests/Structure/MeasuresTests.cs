using Dag.Measures;

namespace Dag.Architecture.Tests.Structure;

/// <summary>Bounds of the measures that <c>dotnet run -c Release --project tools/Measures</c> prints. Exceptions are listed with their reasons, and no other is allowed.</summary>
public sealed class MeasuresTests
{
    private const int LargestCircle = 3;
    private const int LongestMethod = 45;
    private const int WidestUse = 30;
    private const int MostParticiples = 25;

    // A node of syntax lists its parts, which hold nodes; a binder makes values of the others, which are nested in one another; C# in a program ends its threads through
    // the code that runs them.
    private static readonly string[] LargerCircles =
    [
        "AskSyntax, ChangeSyntax, ClauseSyntax, ConditionSyntax, QuerySyntax, StatementSyntax, SyntaxPart, TypeFormSyntax",
        "CollectionBinder, DictionaryBinder, RecordBinder, TupleBinder, ValueBinder",
        "LoadedUnit, ProcessEnding, RunningCode, UnitCompilation",
    ];

    /// <summary>Types that put others together, and why they use so many.</summary>
    private static readonly Dictionary<string, string> Composing = new()
    {
        ["Answers"] = "one answer for every kind of question",
        ["BodyCompiler"] = "all C# of a program, from its declarations to delegates and messages",
        ["ChangeChecker"] = "one check for every kind of change",
        ["DagCommandLine"] = "one command for every verb",
        ["DagEngine"] = "the door to reading, planning, running and caring for stores",
        ["Loader"] = "the door to the language: a file and its imports to an Env",
        ["ModuleChecker"] = "one check for every kind of statement",
        ["ProductStore"] = "the door to a store: index, objects, files and claims",
        ["RunCache"] = "asks the cache, the store and the check of products for one run",
        ["RunCommand"] = "the whole of a run, from its flags to its exit code",
        ["RunCoordinator"] = "puts the parts of a run together",
        ["RunLauncher"] = "puts what a run needs from the state folder together",
        ["ScriptExecutor"] = "the whole of a script's trial, from its folder to its product",
        ["Session"] = "the door to asking, changing and running for hosts",
        ["SnapshotBuilder"] = "all that a run depended on",
        ["TaskChecker"] = "a clause of each kind, as syntax, to one declaration",
        ["TaskExecutor"] = "the whole of a node's work, from its fingerprint to its product",
        ["TaskFingerprint"] = "all that makes two pieces of work the same",
        ["InteractivePrompt"] = "the prompt: its inputs, its own words, its answers and their pages",
        ["StageExecutor"] = "a stage: when it begins, what it takes, how it ends",
    };

    private static readonly Codebase Sources = Codebase.Read();
    private static readonly TypeGraph Graph = TypeGraph.Of(Sources);

    [Fact]
    public void Every_name_in_the_sources_is_understood_so_nothing_is_left_out_of_the_measures() => Graph.UnknownNames.ShouldBeEmpty();

    [Fact]
    public void No_circle_of_references_holds_more_than_three_types()
        => Circles.In(Graph.Types).Where(circle => circle.Count > LargestCircle)
            .Select(circle => string.Join(", ", circle.Select(type => type.Name).Order(StringComparer.Ordinal)))
            .ShouldBe(LargerCircles, ignoreOrder: true);

    [Fact]
    public void No_method_is_over_45_lines()
        => MethodSize.AllOf(Sources).Where(method => method.Lines > LongestMethod).Select(method => $"{method.Name} has {method.Lines} lines").ShouldBeEmpty();

    [Fact]
    public void No_type_uses_more_than_30_others_unless_it_puts_them_together()
        => Graph.Types.Where(type => type.Uses.Count > WidestUse).Select(type => type.Name).ShouldBe(Composing.Keys, ignoreOrder: true);

    [Fact]
    public void No_more_types_are_named_by_a_past_participle()
        => Graph.Types.Select(type => type.Name).Where(name => Participles.Begins(name) && !Participles.IsAllowed(name)).ToList().Count.ShouldBeLessThanOrEqualTo(MostParticiples);

    [Fact]
    public void Every_allowed_participle_is_the_name_of_a_type() => Participles.Superfluous(Graph.Types.Select(type => type.Name)).ShouldBeEmpty();

    [Fact]
    public void The_public_types_of_the_libraries_are_those_of_the_page()
    {
        var (path, page) = (Path.Combine(Codebase.Root, "src", "PUBLIC.md"), PublicSurface.Page(Sources.Projects.Take(2)));
        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
            File.WriteAllText(path, page);

        page.ShouldBe(File.ReadAllText(path));
    }
}

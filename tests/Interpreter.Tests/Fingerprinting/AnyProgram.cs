namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A generated program as what it means: how it is written is not said yet.</summary>
internal sealed record AnyProgram
{
    /// <summary>Types by a letter, with the C# behind them. Types of options first.</summary>
    public static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["N"] = "int", ["D"] = "double", ["S"] = "string", ["F"] = "DagFile", ["K"] = "secret",
        ["P"] = "double", ["Q"] = "double", ["T"] = "string", ["L"] = "list of double", ["R"] = "a record",
    };

    private static readonly string[] Namespaces = ["System.Text.Json", "System.Globalization", "System.Net", "System.Text.RegularExpressions"];

    public AnyMember[] Members { get; init; } = [];

    public AnyTask[] Tasks { get; init; } = [];

    public string[] Usings { get; init; } = [];

    public string[] LibraryUsings { get; init; } = [];

    public string[] Tool { get; init; } = ["tool"];

    /// <summary>What is in the assembly that it refers to, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>What is in the file that options name.</summary>
    public string File { get; init; } = "1,2\n";

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public AnyMember Member(string name) => Members.First(member => member.Name == name);

    public AnyTask Task(string name) => Tasks.First(task => task.Name == name);

    /// <summary>The record that type R is of.</summary>
    public AnyMember Record => Members.First(member => member.Kind == AnyMember.Sort.Record);

    public static AnyProgram Of(Random random)
    {
        var members = new List<AnyMember> { new("R0", AnyMember.Sort.Record, random.Next(2) == 0, random.Next(3), []) };
        for (var i = random.Next(1, 6); i > 0; i--)
            members.Add(AnyMemberAfter(members, random));

        var program = new AnyProgram
        {
            Members = [.. members],
            Usings = Some(Namespaces, random, 3),
            LibraryUsings = Some(Namespaces, random, 4),
            Tool = [One(random, "tool", "other"), .. Some(["-a", "-b"], random, 2)],
            Reference = random.Next(3) == 0 ? One(random, "one", "two") : null,
            File = One(random, "1,2\n", "3\n"),
            Variables = new Dictionary<string, string> { ["CC"] = One(random, "gcc", "clang"), ["AWS"] = "eu" },
        };
        for (var i = random.Next(2, 6); i > 0; i--)
            program = program with { Tasks = [.. program.Tasks, program.AnyNext(random)] };
        return program;
    }

    public static string One(Random random, params string[] of) => of[random.Next(of.Length)];

    public static string[] Some(IEnumerable<string> of, Random random, int oneIn) => [.. of.Where(_ => random.Next(oneIn) == 0)];

    public static AnyOption AnyOption(string name, Random random) => One(random, "N", "D", "S", "F", "K") switch
    {
        "N" => Moded(new(name, "N", One(random, "1", "2"))),
        "D" => Moded(new(name, "D", One(random, "1", "2", "0.5", "-0.0", "0.0"))),
        "S" => Moded(new(name, "S", One(random, "\"1\"", "\"\"", "\"a b\"", "\"\\uD83D\\uDE00\""))),
        "F" => new(name, "F", "file \"data.csv\""),
        _ => new(name, "K", One(random, "\"1\"", "\"hunter2\"")),
    } with { IsMeta = random.Next(6) == 0 };

    private static AnyOption Moded(AnyOption option) => option with { IsCompatible = option.Default is not "\"\"" and not "2" };

    private static AnyMember AnyMemberAfter(List<AnyMember> before, Random random)
    {
        var kind = (AnyMember.Sort)random.Next(4);
        var isInLibrary = random.Next(2) == 0;
        var usable = before.Where(member => (!isInLibrary || member.IsInLibrary) && kind != AnyMember.Sort.Constant && (kind != AnyMember.Sort.Field || member.Kind is AnyMember.Sort.Field or AnyMember.Sort.Constant));
        return new($"{"mcfR"[(int)kind]}{before.Count}", kind, isInLibrary, random.Next(3), Some(usable.Select(member => member.Name), random, 2));
    }

    private AnyTask AnyNext(Random random)
    {
        var deps = Some(Tasks.Select(task => task.Name), random, 2).Take(2).Select((dep, i) => new AnyDep(dep, random.Next(4) == 0 ? $"y{i}" : $"x{i}")).ToArray();
        var body = (AnyTask.Form)random.Next(4);
        return new($"t{Tasks.Length}")
        {
            Body = body,
            Number = random.Next(3),
            Uses = body is AnyTask.Form.Shell or AnyTask.Form.Tool ? [] : Some(Members.Select(member => member.Name), random, 3),
            Product = One(random, "P", "Q", "T", "L", "R"),
            Deps = deps,
            Options = [.. Some(["a", "b", "c"], random, 2).Select(name => AnyOption(name, random))],
            Variables = body is AnyTask.Form.Shell ? [.. Some(["CC", "AWS", "NONE"], random, 2).Select(name => (name, random.Next(3) == 0))] : [],
            Version = random.Next(8) == 0 ? One(random, "1", "2") : null,
            Made = One(random, "made", "other"),
        };
    }
}

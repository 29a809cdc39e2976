using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>A random program, and random statements that change it: most of them could be taken, some could not.</summary>
internal sealed class AnyChange(Random random)
{
    private static readonly string[] Products = ["A", "A", "B", "C", "Text"];

    private int made;

    public static string Types => "type A of string\ntype B : A\ntype C : B\n";

    public string Program()
    {
        var tasks = new List<(string Name, string? Product)>();
        var text = Types;
        for (var i = random.Next(2, 7); i > 0; i--)
        {
            var (name, product) = (Fresh(), random.Next(5) == 0 ? null : One(Products));
            var deps = tasks.Where(_ => random.Next(3) == 0).Select(task => task.Name);
            text += $"task {name} {Block(deps, product)}\n";
            tasks.Add((name, product));
        }

        return text;
    }

    public string Statement(Env env)
    {
        var (task, other) = (Task(env), Task(env));
        switch (random.Next(16))
        {
            case 0 or 1:
                return $"set {task}.{One("n", "m")} = {One("1", "2", "3", "\"x\"")}";
            case 2:
                return $"unset {(env.Settings.Count > 0 ? One([.. env.Settings.Keys.Select(option => option.ToString())]) : $"{task}.n")}";
            case 3 or 4:
                return $"override task {task} {Block(Some(env), random.Next(3) == 0 ? null : One(Products), runs: random.Next(4) != 0)}";
            case 5 or 6:
                return $"substitute {task} with {other}{(random.Next(2) == 0 ? $" in {Task(env)}" : "")}";
            case 7:
                return env.Substitutions.Count > 0 ? $"restore {One([.. env.Substitutions.Keys.Select(edge => edge.ToString())])}" : $"restore {task}";
            case 8:
                return $"pin {task} = {One("\"p\"", "\"q\"", "1")}";
            case 9:
                return $"unpin {Query(env, "pinned")}";
            case 10:
                return $"disable {Query(env, "option n")}";
            case 11:
                return $"enable {Query(env, "disabled")}";
            case 12:
                return $"remove {Query(env, "overridden")}";
            case 13:
                return $"rename {task} to {(random.Next(5) == 0 ? other : random.Next(4) == 0 ? $"r{random.Next(4)}" : Fresh())}";
            case 14:
                return $"task {Fresh()} {Block(Some(env), random.Next(5) == 0 ? null : One(Products))}";
            default:
                return $"type {One("D", "E", "A")}{random.Next(3)} : {One("A", "B", "C", "Text")}\ntask {Fresh()} {Block(Some(env), One(Products))}\nset {task}.n = 4";
        }
    }

    private string Fresh() => $"t{made++}";

    private string Task(Env env) => random.Next(20) == 0 || env.Tasks.Count == 0 ? $"t{random.Next(made + 1)}" : One([.. env.Tasks.Keys.Select(name => name.Text)]);

    private IEnumerable<string> Some(Env env) => env.Tasks.Keys.Select(name => name.Text).Where(_ => random.Next(4) == 0).Take(3).ToList();

    private string Query(Env env, string condition) => random.Next(5) switch
    {
        0 => $"{Task(env)} + {Task(env)}",
        1 => $"{Task(env)}..",
        2 => $"all where {condition}",
        _ => Task(env),
    };

    private string Block(IEnumerable<string> deps, string? product, bool runs = true)
    {
        var needs = string.Concat(deps.Select((dep, i) => $"needs {dep} as d{i}; "));
        var options = $"{(random.Next(2) == 0 ? "option n: Natural = 1; " : "")}{(random.Next(3) == 0 ? "option m: Natural; " : "")}";
        return $"{{ {needs}{options}{(runs ? $"{(product is null ? "" : $"product {product}; ")}run sh \"echo {random.Next(5)}\"" : "")} }}";
    }

    private string One(params string[] of) => of[random.Next(of.Length)];
}

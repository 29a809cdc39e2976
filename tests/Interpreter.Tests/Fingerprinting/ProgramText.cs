namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A generated program as it is written: plainly, or dressed up in whatever does not count.</summary>
internal sealed class ProgramText(AnyProgram program, Random? dress)
{
    private readonly string suffix = dress is null ? "" : $"_{dress.Next(1000)}";

    public string LibraryName => $"lib{suffix}.dag";

    public string NameOf(string task) => $"{(dress is null ? "" : "renamed_")}{task}{suffix}";

    public string Library() => string.Join('\n', (string[])
    [
        "/// A library.",
        .. program.LibraryUsings.Select(use => $"using {use}"),
        .. Code(program.Members.Where(member => member.IsInLibrary)),
    ]) + "\n";

    public string Main() => string.Join('\n', (string[])
    [
        $"import \"{LibraryName}\"{Note()}",
        .. program.Reference is null ? Array.Empty<string>() : ["reference \"lib.dll\""],
        .. Shuffled(program.Usings).Select(use => $"using {use}"),
        .. Code(program.Members.Where(member => !member.IsInLibrary)),
        .. AnyProgram.Types.Select(type => Type(type.Key)),
        $"language tool runs {string.Join(' ', program.Tool.Select(word => $"\"{word}\""))} \"{{script}}\"",
        .. program.Tasks.Select(Task),
    ]) + "\n";

    /// <summary>The tokens of a body, without what makes it an expression or a block.</summary>
    public static string[] BodyOf(AnyProgram program, AnyTask task)
    {
        string[] sum =
        [
            $"{task.Number}",
            .. task.Uses.SelectMany(name => (string[])["+", .. program.Member(name).Use()]),
            .. task.Deps.SelectMany(dep => (string[])["+", .. AsNumber(dep.Local, program.Task(dep.Task).Product)]),
            .. task.Options.SelectMany(option => (string[])["+", .. AsNumber(option.Name, option.Type)]),
        ];
        return task.Product switch
        {
            "T" => ["$\"{", .. sum, "}\""],
            "L" => ["new", "double", "[", "]", "{", .. sum, "}"],
            "R" => ["new", program.Record.Name, "(", .. sum, ")"],
            _ => sum,
        };
    }

    public static string ScriptOf(AnyTask task) => $"echo {task.Number}{string.Concat(task.Options.Select(option => $" ${option.Name}"))}";

    private static string[] AsNumber(string name, string type) => type switch
    {
        "S" or "T" or "K" or "F" => [name, ".", "Length"],
        "L" => [name, ".", "Count"],
        "R" => [name, ".", "X"],
        _ => [name],
    };

    private string TypeName(string letter) => letter == "K" ? "Secret" : $"{letter}{suffix}";

    private string Type(string letter) => letter switch
    {
        "K" => "",
        "P" => $"type {TypeName("P")} of double{Often("where value >= 0 || value < 0")}",
        "Q" => $"type {TypeName("Q")} : {TypeName("P")}{Often("where value > -1e300 else \"too small\"")}",
        "L" => $"type {TypeName("L")} list of {TypeName("P")}",
        "R" => $"{Note()}\ntype {TypeName("R")} of {program.Record.Name}",
        _ => $"type {TypeName(letter)} of {AnyProgram.Types[letter]}",
    };

    private IEnumerable<string> Code(IEnumerable<AnyMember> members)
    {
        var written = InAnyOrder([.. members]).Select(member => CSharp(member.Tokens(program), mayBreak: true)).ToList();
        var split = dress is null ? written.Count : dress.Next(written.Count + 1);
        return new[] { written[..split], written[split..] }.Where(block => block.Count > 0).Select(block => $"code {{ {string.Join(' ', block)} }}");
    }

    // Fields get their first values in the order they are written in.
    private List<AnyMember> InAnyOrder(List<AnyMember> members)
    {
        var fields = new Queue<AnyMember>(members.Where(member => member.Kind == AnyMember.Sort.Field));
        return [.. Shuffled(members).Select(member => member.Kind == AnyMember.Sort.Field ? fields.Dequeue() : member)];
    }

    private string Task(AnyTask task)
    {
        var clauses = Shuffled(
        [
            .. task.Deps.Select(dep => $"needs {NameOf(dep.Task)}{Note()} as {dep.Local}"),
            .. task.Options.Select(Option),
            .. task.Variables.Length == 0 ? [] : (string[])[$"env {string.Join(", ", Shuffled(task.Variables.Select(variable => variable.IsMeta ? $"{variable.Name} meta" : variable.Name)))}"],
            $"product {TypeName(task.Product)}",
            .. task.Version is { } version ? [$"version \"{version}\""] : Array.Empty<string>(),
            .. dress is null ? [] : (string[])["retry 3 backoff 10ms jitter", "timeout 5m", "cache disk", "fresh 7d", $"publish \"{task.Name}.json\""],
        ]);
        var end = dress is null ? "\n" : AnyProgram.One(dress, "\n", ";", "\n\n    // between\n");
        return $"{(dress is null ? "" : "/// A task.\n")}task {NameOf(task.Name)} {{{end}{string.Join(end, clauses)}{end}{Run(task)}\n}}";
    }

    private string Option(AnyOption option)
        => $"option {option.Name}{Note()}: {TypeName(option.Type)} = {option.Default}{(option.IsMeta ? " meta" : "")}{(option.IsCompatible ? " compatible" : "")}";

    private string Run(AnyTask task) => task.Body switch
    {
        AnyTask.Form.Expression => $"run => {CSharp(BodyOf(program, task), mayBreak: false)}",
        AnyTask.Form.Block => $"run {{ {CSharp(["return", .. BodyOf(program, task), ";"], mayBreak: true)} }}",
        AnyTask.Form.Shell => $"run{Note()} sh \"{ScriptOf(task)}\"",
        _ => $"run tool \"\"\"{Blank()}\n{Blank()}  {ScriptOf(task)}\n{Blank()}  \"\"\"",
    };

    private string CSharp(string[] tokens, bool mayBreak)
        => string.Join(' ', tokens.Select(token => dress is null ? token : token + AnyProgram.One(dress, mayBreak ? ["", "", "\n", "  /* so */ ", " // so\n", "\t"] : ["", " ", " /* so */ ", "\t"])));

    private string Note() => dress is null ? "" : AnyProgram.One(dress, "", " /* a note */", "   ");

    private string Blank() => dress is null ? "" : "  ";

    private string Often(string clause) => dress is null || dress.Next(2) == 0 ? "" : $" {clause}";

    private List<T> Shuffled<T>(IEnumerable<T> all)
    {
        var list = all.ToList();
        if (dress is not null)
            dress.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
        return list;
    }
}

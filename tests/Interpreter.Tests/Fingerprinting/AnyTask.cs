namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A task of a generated program, as far as it can count, and what it is taken to have made.</summary>
internal sealed record AnyTask(string Name)
{
    public enum Form
    {
        Expression,
        Block,
        Shell,
        Tool,
    }

    public Form Body { get; init; }

    public int Number { get; init; }

    /// <summary>The members that its body uses by name.</summary>
    public string[] Uses { get; init; } = [];

    /// <summary>A type of the program, by its letter.</summary>
    public string Product { get; init; } = "P";

    public AnyDep[] Deps { get; init; } = [];

    public AnyOption[] Options { get; init; } = [];

    /// <summary>The caller's variables, with whether they are meta.</summary>
    public (string Name, bool IsMeta)[] Variables { get; init; } = [];

    public string? Version { get; init; }

    public string Made { get; init; } = "made";

    public bool IsScript => Body is Form.Shell or Form.Tool;
}

/// <summary>A dep by its task, and by the name that the body has for it.</summary>
internal sealed record AnyDep(string Task, string Local);

/// <summary>An option; its value as it is written, and as it is given where it is.</summary>
internal sealed record AnyOption(string Name, string Type, string Default)
{
    public string? Given { get; init; }

    public bool IsMeta { get; init; }

    public bool IsCompatible { get; init; }

    public string Value => Given ?? Default;
}

namespace Dag.Interpreter.Run.Processes;

/// <summary>One variable of a process's environment.</summary>
internal readonly record struct EnvironmentEntry(string Name, string Value)
{
    public override string ToString() => $"{Name}={Value}";
}

/// <summary>How a value reaches a script: as the text of a variable, or as a JSON file whose path the variable holds.</summary>
internal abstract record EnvironmentValue
{
    private EnvironmentValue() { }

    public sealed record Text(string Value) : EnvironmentValue;

    /// <summary>The path of a file that is written for the script.</summary>
    /// <param name="Ending">The end of its name, without the dot.</param>
    public sealed record File(string Ending, Action<Stream> Write) : EnvironmentValue;
}

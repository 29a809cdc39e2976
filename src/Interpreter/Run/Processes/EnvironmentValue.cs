namespace Dag.Interpreter.Run.Processes;

/// <summary>How a value reaches a script: as the text of a variable, or as a JSON file whose path the variable holds.</summary>
internal abstract record EnvironmentValue
{
    private EnvironmentValue() { }

    public sealed record Text(string Value) : EnvironmentValue;

    public sealed record JsonFile(Action<Stream> Write) : EnvironmentValue;
}

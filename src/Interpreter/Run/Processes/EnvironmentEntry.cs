namespace Dag.Interpreter.Run.Processes;

/// <summary>One variable of a process's environment.</summary>
internal readonly record struct EnvironmentEntry(string Name, string Value)
{
    public override string ToString() => $"{Name}={Value}";
}

using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>An option with the value it has in an invocation: checked against its type, and known where from.</summary>
public sealed record BoundOption(OptionDeclaration Declaration, ClrValue Value, ValueOrigin Origin)
{
    /// <summary>Whether the value is the option's default, wherever it was written; a file's only where the option is 'compatible'.</summary>
    public bool IsDefault { get; init; }
}

using Dag.Interpreter.Runtime.Serialising;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>What became of a binding, in a line: the type and text of the value, or the mismatch with its hint.</summary>
internal static class Bound
{
    public static string Line(BindResult binding)
    {
        if (!binding.Fits)
            return $"no: {binding.Clause}{(binding.Hint is { } hint ? $" ({hint})" : "")}";

        return binding.Value.Raw is { } raw ? $"{ClrTypeName.Of(raw.GetType())} {ProductText.Print(binding.Value).ReplaceLineEndings(" ")}" : "none";
    }
}

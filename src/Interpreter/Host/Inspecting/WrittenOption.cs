using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>An option's value as written, and as it may be shown.</summary>
public sealed record WrittenOption(string Name, string Value, string Shown)
{
    internal static WrittenOption Of(OptionView option)
    {
        var value = option.Value is { } written ? ValuePrinter.Print(written) : "";
        return new(option.Name.Name, value, Secrecy.Hides(option.Declaration.Type) ? Secrecy.Mask : option.Value is null ? "none" : value);
    }
}

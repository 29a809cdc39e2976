using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>The path to a part of a value: <c>$[3].Name</c>.</summary>
internal static class MemberPath
{
    /// <summary>A member by its name; a name that is no identifier in brackets and quotes.</summary>
    public static string Step(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"[{ValuePrinter.Print(new DagValue.Text(name))}]";

    /// <summary>A path one step further.</summary>
    public static string Then(string path, string name) => Step(name) is var step && step.StartsWith('[') ? path + step : $"{path}.{step}";
}

using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>The C# member that a mistyped name was probably meant to be. Its case does not count, as it does not where members are bound by name.</summary>
internal static class MemberSuggestion
{
    /// <summary>The hint, or null where nothing is near.</summary>
    public static string? For(string typed, IEnumerable<string> members)
    {
        var byLowerCase = members.DistinctBy(member => member.ToLowerInvariant()).ToDictionary(member => member.ToLowerInvariant());
        return Suggestion.Nearest(typed.ToLowerInvariant(), byLowerCase.Keys) is { } near ? $"did you mean '{byLowerCase[near]}'?" : null;
    }
}

using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>What keeps a text from being handed to a process, or from being written as UTF-8.</summary>
internal static class TextFault
{
    /// <summary>Whether a half of a surrogate pair stands alone in it, which UTF-8 has no bytes for.</summary>
    public static bool HasHalf(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return false;

        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return true;

            at++;
        }

        return false;
    }

    /// <summary>Why a text cannot be a variable of a process's environment, as a clause whose subject is the text; null where it can.</summary>
    public static string? WhyNoVariable(string text)
        => text.Contains('\0') ? "contains a NUL character, which no environment variable can hold"
            : HasHalf(text) ? "contains half of a surrogate pair, which UTF-8 cannot encode"
            : null;
}

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

using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>What may stand at the cursor, in place of which part of the text.</summary>
/// <param name="IsCut">There are more than were listed: typing on may bring others.</param>
internal sealed record Candidates(TextSpan Replaced, EquatableList<Candidate> All, bool IsCut)
{
    public static Candidates None(int caret) => new(new(caret, 0), [], false);

    /// <summary>These and those of C#, which take the place of a part of the same name: its last one.</summary>
    public Candidates With(Candidates csharp, string text)
    {
        if (csharp.All.IsEmpty)
            return this;
        if (All.IsEmpty || csharp.Replaced.Start < Replaced.Start)
            return csharp;

        var before = text[Replaced.Start..csharp.Replaced.Start];
        var own = All.Where(candidate => candidate.Text.StartsWith(before, StringComparison.Ordinal)).Select(candidate => candidate with { Text = candidate.Text[before.Length..] });
        return new(csharp.Replaced, own.Concat(csharp.All).DistinctBy(candidate => candidate.Text).ToEquatableList(), IsCut);
    }
}

/// <summary>A text that may be put at the cursor, and what is said of it.</summary>
internal sealed record Candidate(string Text, string About = "")
{
    /// <summary>Looks up what else there is to say of it, which may have to be read from a file; null where nothing is known.</summary>
    public Func<string?>? FindDocumentation { get; init; }

    public string Describe() => FindDocumentation?.Invoke() is { Length: > 0 } more ? $"{About}\n{more}" : About;
}

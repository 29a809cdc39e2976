using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// The inputs that later ones still see, the first one first. It never changes: an input more, or fewer of them, is another chain. What is
/// hidden by a later input and used by none is left out, or a long session would never let go of anything.
/// </summary>
internal sealed class SubmissionChain
{
    // Each that is left out has those after it looked at anew, so it is done for some at a time.
    private const int FewestLeftOut = 8;

    private static readonly SyntaxTree Nothing = ScriptDialect.Parse("");

    private readonly ImmutableArray<Link> links;
    private readonly Lazy<CSharpCompilation> next;
    private readonly int number;

    private SubmissionChain(Prelude prelude, ImmutableArray<Link> links, int number)
    {
        Prelude = prelude;
        this.links = links;
        this.number = number;
        next = new(() => Compile($"Input{number}", Nothing));
    }

    public Prelude Prelude { get; }

    public IEnumerable<Submission> Submissions => links.Select(link => link.Submission);

    public static SubmissionChain Over(Prelude prelude) => new(prelude, [], 1);

    /// <summary>The next input, compiled against all of these. What they refer to is gone through once for all that may be next.</summary>
    public CSharpCompilation Compile(SyntaxTree tree) => next.Value.ReplaceSyntaxTree(Nothing, tree);

    public SubmissionChain With(Submission submission, CSharpCompilation compilation) => new(Prelude, links.Add(new(submission, compilation)), number + 1);

    /// <summary>The object of each input, at the number by which the next one asks for it. The first is a host's, and there is none; the last is the next one's own.</summary>
    public object?[] Instances() => [null, .. links.Where(link => link.Submission.HasCode).Select(link => link.Submission.Instance), null];

    /// <summary>The last one that declares a name.</summary>
    public Submission? FindDeclaring(string name)
        => links.LastOrDefault(link => link.Submission.Declares.Any(declared => declared.Name == name))?.Submission;

    /// <summary>The same inputs over another prelude. Those that lean on code which was read again are gone with it.</summary>
    public SubmissionChain Over(Prelude prelude, IEnumerable<string> goneAssemblies)
    {
        var gone = goneAssemblies.ToHashSet();
        var keep = new bool[links.Length];
        var isMoved = false;
        for (var i = 0; i < links.Length; i++)
        {
            var submission = links[i].Submission;
            keep[i] = !submission.DependsOn.Overlaps(gone) && !(isMoved && submission.KeepsItsPlace);
            isMoved |= !keep[i] && submission.HasCode;
            if (!keep[i])
                gone.Add(submission.Name);
        }

        return new SubmissionChain(prelude, [], number).Rebuild(links.Where((_, i) => keep[i]));
    }

    /// <summary>Without what nobody sees any more once these names are declared, and without the products that are gone; except for what is still used.</summary>
    public SubmissionChain Compact(IEnumerable<DeclaredName> soonDeclared, Func<Submission, bool> isGone)
    {
        var keep = FindVisible(soonDeclared, isGone);
        for (var i = links.Length - 1; i >= 0; i--)
        {
            for (var below = 0; keep[i] && below < i; below++)
                keep[below] |= links[i].Submission.KeepsItsPlace || links[i].Submission.DependsOn.Contains(links[below].Submission.Name);
        }

        var leftOut = links.Where((_, i) => !keep[i]).ToList();
        if (leftOut.Count == 0 || (leftOut.Count < FewestLeftOut && !leftOut.Exists(link => isGone(link.Submission))))
            return this;

        var same = Array.IndexOf(keep, false);
        return new SubmissionChain(Prelude, links[..same], number).Rebuild(links.Skip(same).Where((_, i) => keep[same + i]));
    }

    private bool[] FindVisible(IEnumerable<DeclaredName> soonDeclared, Func<Submission, bool> isGone)
    {
        var later = soonDeclared.ToLookup(declared => declared.Name).ToDictionary(group => group.Key, group => group.ToList());
        var visible = new bool[links.Length];
        for (var i = links.Length - 1; i >= 0; i--)
        {
            var submission = links[i].Submission;
            if (isGone(submission))
                continue;

            visible[i] = submission.Declares.Any(declared => !later.GetValueOrDefault(declared.Name, []).Exists(declared.IsHiddenBy));
            foreach (var declared in submission.Declares)
            {
                if (!later.TryGetValue(declared.Name, out var same))
                    later.Add(declared.Name, same = []);
                same.Add(declared);
            }
        }

        return visible;
    }

    private CSharpCompilation Compile(string name, SyntaxTree tree)
        => ScriptDialect.Compile(name, tree, Prelude.References, links.IsEmpty ? Prelude.Compilation : links[^1].Compilation);

    private SubmissionChain Rebuild(IEnumerable<Link> added)
    {
        var chain = this;
        foreach (var (submission, _) in added)
        {
            var compilation = chain.Compile(submission.Name, submission.Tree);

            // Its anonymous types have names only once it was emitted.
            if (submission.KeepsItsPlace)
                compilation.Emit(Stream.Null);
            chain = chain.With(submission, compilation);
        }

        return new(Prelude, chain.links, number);
    }

    private sealed record Link(Submission Submission, CSharpCompilation Compilation);
}

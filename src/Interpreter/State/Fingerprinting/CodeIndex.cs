using Dag.Interpreter.Code.Bodies;
using Dag.Language.Declarations;
using Dag.Language.Scanning;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// The members of all the <c>code</c> that a module sees, by name. A piece of C# reaches those it names, and what these name in turn: at least
/// all that it may call, sometimes a little more.
/// </summary>
internal sealed class CodeIndex
{
    private readonly List<CodeMember> always = [];
    private readonly Dictionary<string, List<CodeMember>> named = new(StringComparer.Ordinal);

    // Those of a file each, in the order they are written in.
    private readonly List<List<CodeMember>> initialised = [];

    public CodeIndex(ModuleDeclaration module)
    {
        var visible = Representations.Visible(module).ToList();
        foreach (var seen in visible)
        {
            var members = seen.Code.SelectMany(CodeMember.In).ToList();
            members.ForEach(Add);
            if (members.FindAll(member => member.IsInitialised) is { Count: > 1 } several)
                initialised.Add(several);
        }

        Usings = visible.SelectMany(seen => seen.Usings).Select(use => string.Join(' ', CSharpTokens.Of(use.Text).Select(token => token.Spelling(use.Text))))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        UsedWords = module.Usings.SelectMany(use => CodeMember.WordsIn(CSharpTokens.Of(use.Text), use.Text)).ToHashSet(StringComparer.Ordinal);
        References = visible.SelectMany(seen => seen.References.Select(reference => (seen, reference))).ToList();
    }

    /// <summary>What is opened in any of the files, each once.</summary>
    public IReadOnlyList<string> Usings { get; }

    public IReadOnlySet<string> UsedWords { get; }

    public IReadOnlyList<(ModuleDeclaration Module, ReferenceDeclaration Reference)> References { get; }

    public bool IsEmpty => always.Count == 0 && named.Count == 0;

    /// <summary>By name, those without one last under the name of nothing; each name's members in the order of their tokens.</summary>
    public IEnumerable<(string Name, List<CodeMember> Members)> ReachedFrom(IEnumerable<string> words)
    {
        if (IsEmpty)
            yield break;

        var reached = new SortedDictionary<string, List<CodeMember>>(StringComparer.Ordinal);
        var waiting = new Stack<string>(words.Concat(UsedWords).Concat(always.SelectMany(member => member.Words)));
        while (waiting.TryPop(out var word))
        {
            if (!named.TryGetValue(word, out var members) || !reached.TryAdd(word, members))
                continue;

            foreach (var next in members.SelectMany(member => member.Words))
                waiting.Push(next);
        }

        foreach (var (name, members) in reached)
            yield return (name, members);
        if (always.Count > 0)
            yield return ("", always);
    }

    /// <summary>Of the members by these names those that one file gives their first values, in that order: a text a file that has several.</summary>
    public List<string> StartsAmong(IReadOnlySet<string> names)
    {
        var starts = new List<string>();
        foreach (var members in initialised)
        {
            if (members.FindAll(member => member.Name is { } name && names.Contains(name)) is { Count: > 1 } some)
                starts.Add(string.Join(' ', some.Select(member => member.Name)));
        }

        starts.Sort(StringComparer.Ordinal);
        return starts;
    }

    private void Add(CodeMember member)
    {
        var members = member.Name is not { } name ? always : named.TryGetValue(name, out var known) ? known : named[name] = [];
        var place = members.FindIndex(other => Compare(other.Tokens, member.Tokens) > 0);
        members.Insert(place < 0 ? members.Count : place, member);
    }

    private static int Compare(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (StringComparer.Ordinal.Compare(left[i], right[i]) is not 0 and var order)
                return order;
        }

        return left.Count.CompareTo(right.Count);
    }
}

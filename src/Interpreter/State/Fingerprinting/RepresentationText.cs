using System.Collections.Concurrent;
using Dag.Language.Scanning;
using Dag.Language.Types;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>The C# type behind a declared one as it counts: its tokens, without the declared name and predicates.</summary>
internal sealed class RepresentationText
{
    private readonly ConcurrentDictionary<DagType, (string Text, IReadOnlySet<string> Words)> known = [];

    public string Of(DagType type) => Get(type.Root).Text;

    /// <summary>The names in it, which may be those of the program's own types.</summary>
    public IReadOnlySet<string> WordsOf(DagType type) => Get(type.Root).Words;

    private (string Text, IReadOnlySet<string> Words) Get(DagType root) => known.GetOrAdd(root, Find);

    private (string Text, IReadOnlySet<string> Words) Find(DagType root)
    {
        switch (root.Form)
        {
            case TypeForm.Of({ Text: var text }):
                var tokens = CSharpTokens.Of(text);
                return (string.Join(' ', tokens.Select(token => token.Spelling(text))), CodeMember.WordsIn(tokens, text));
            case TypeForm.ListOf(var element):
                var of = Get(element.Root);
                return ($"list of {of.Text}", of.Words);
            default:
                return ("?", new HashSet<string>());
        }
    }
}

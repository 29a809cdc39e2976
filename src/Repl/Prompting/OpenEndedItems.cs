using System.Collections;
using PrettyPrompt.Completion;

namespace Dag.Repl.Prompting;

/// <summary>
/// Items of which there are more than were listed. The prompt asks once and then sifts what it got, but asks again at the next key as long as it
/// counts none: so these are not counted.
/// </summary>
internal sealed class OpenEndedItems(IReadOnlyList<CompletionItem> items) : IReadOnlyList<CompletionItem>
{
    public int Count => 0;

    public CompletionItem this[int index] => items[index];

    public IEnumerator<CompletionItem> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

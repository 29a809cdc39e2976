using System.Collections;
using PrettyPrompt.Completion;

namespace Dag.Repl.Editing;

/// <summary>
/// Items that are asked for anew at each key. The prompt asks once and sifts what it got, but leaves what does not fit in the list, and knows nothing
/// of those that were cut off; it asks again as long as it counts none. While somebody walks through the list it has to stay as it is.
/// </summary>
internal sealed class OpenEndedItems(IReadOnlyList<CompletionItem> items, Func<bool> isWalkedThrough) : IReadOnlyList<CompletionItem>
{
    public int Count => isWalkedThrough() ? items.Count : 0;

    public CompletionItem this[int index] => items[index];

    public IEnumerator<CompletionItem> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using Dag.Language.Text;
using Dag.Interpreter.Code.Evaluating;
using Dag.Repl.Editing;
using Dag.Repl.Terminal;
using PrettyPrompt;
using PrettyPrompt.Completion;
using PrettyPrompt.Consoles;
using PrettyPrompt.Highlighting;
using TextSpan = PrettyPrompt.Documents.TextSpan;

namespace Dag.Repl.Prompting;

/// <summary>What the line editor asks at each key: whether the text is whole, how it is coloured, what may complete it. Only passes on what others know.</summary>
/// <param name="isPasted">Whether more was typed in one go: that is set in already.</param>
/// <param name="findBelow">What has come behind the current key in one go with it.</param>
internal sealed class EditorCallbacks(EditorServices knowledge, HistorySearch search, PromptHistory history, Func<bool> isPasted, Func<string> findBelow) : PromptCallbacks
{
    private (string Text, int Caret, Candidates Found)? lastFound;
    private ConsoleKey lastKey;
    private (string Text, int Start)? bridge;
    private string textNow = "";
    private int caretNow;
    private bool isListOpen;
    private bool isSubmitted;
    private bool isLineEnd;

    /// <summary>What takes the place of all that stands at the prompt, with the next key.</summary>
    public string? Replacement { get; set; }

    /// <summary>How an earlier input goes on that begins as this one does, while the cursor is at its end.</summary>
    public string Suggestion { get; private set; } = "";

    /// <summary>How many cells are free behind the cursor, on a line that is so wide.</summary>
    public int RoomBehind(int width)
    {
        var line = textNow.AsSpan(textNow.LastIndexOf('\n') + 1);
        return width <= 0 ? 0 : width - 1 - (CellWidth.Of(line) % width);
    }

    /// <summary>What stood there when Ctrl-C was pressed.</summary>
    public string Dropped { get; private set; } = "";

    /// <summary>Whether the line just entered was taken off the screen and is not kept.</summary>
    public bool WasSecret { get; private set; }

    protected override IEnumerable<(KeyPressPattern Pattern, KeyPressCallbackAsync Callback)> GetKeyPressCallbacks() =>
    [
        (new(ConsoleModifiers.Control, ConsoleKey.D), (text, _, _) => Task.FromResult<KeyPressCallbackResult?>(text.Length == 0 ? new EndOfInput() : null)),
    ];

    protected override Task<IReadOnlyCollection<FormatSpan>> HighlightCallbackAsync(string text, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyCollection<FormatSpan>>([.. knowledge.Looks(text, caretNow).Select(piece => new FormatSpan(piece.Span.Start, piece.Span.Length, FormatOf(piece.Look)))]);

    protected override Task<TextSpan> GetSpanToReplaceByCompletionAsync(string text, int caret, CancellationToken cancellationToken)
    {
        isListOpen = true;
        var span = Find(text, caret).Replaced;
        if (bridge is not var (before, start))
            return Task.FromResult(new TextSpan(span.Start, span.Length));
        if (text == before)
        {
            bridge = (before, span.Start);
            return Task.FromResult(new TextSpan(span.Start, span.Length));
        }

        bridge = null;
        return Task.FromResult(TextSpan.FromBounds(Math.Min(start, span.Start), span.End));
    }

    protected override Task<IReadOnlyList<CompletionItem>> GetCompletionItemsAsync(string text, int caret, TextSpan spanToBeReplaced, CancellationToken cancellationToken)
    {
        List<CompletionItem> items = [.. Find(text, caret).All.Select(Item)];
        return Task.FromResult<IReadOnlyList<CompletionItem>>(new OpenEndedItems(items, () => lastKey is ConsoleKey.UpArrow or ConsoleKey.DownArrow));
    }

    protected override Task<bool> ShouldOpenCompletionWindowAsync(string text, int caret, KeyPress keyPress, CancellationToken cancellationToken)
    {
        if (caret == 0 || keyPress.PastedText is not null || isPasted())
            return Task.FromResult(false);

        var typed = text[caret - 1];
        var begins = NameCharacters.IsStart(typed) ? caret == 1 || !NameCharacters.IsPart(text[caret - 2])
            : typed is '.' or '"' or '/' or '(' || (typed == ' ' && text.AsSpan(0, caret).TrimEnd(' ') is [.., '=' or ':']);
        return Task.FromResult(begins && !Find(text, caret).All.IsEmpty);
    }

    // Enter ends what is whole and goes on with what is not; where a line of the list was chosen with the arrows, it takes that.
    protected override Task<KeyPress> TransformKeyPressAsync(string text, int caret, KeyPress keyPress, CancellationToken cancellationToken)
    {
        var key = keyPress.ConsoleKeyInfo;
        // The editor closes a list whose place has moved, and would open it again with the next letter only.
        bridge = isListOpen && key.KeyChar is '.' or '(' ? (text, caret) : null;
        var isChosen = isListOpen && lastKey is ConsoleKey.UpArrow or ConsoleKey.DownArrow;
        (lastKey, isListOpen, isLineEnd, isSubmitted) = (key.Key, false, false, false);
        if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
            Dropped = text;
        if (key is { Key: ConsoleKey.R, Modifiers: ConsoleModifiers.Control })
            Replacement = search.Run(text);
        else if (key is { Key: ConsoleKey.RightArrow or ConsoleKey.End, Modifiers: 0 } && caret == text.Length && Suggestion.Length > 0)
            Replacement = text + Suggestion;
        Suggestion = "";
        if (IsForList(text, caret, key))
            return Task.FromResult(new KeyPress(new('\0', ConsoleKey.Spacebar, false, false, control: true)));
        if (key.Key != ConsoleKey.Enter)
            return Task.FromResult(keyPress);
        if (isChosen)
            return Task.FromResult(new KeyPress(new('\t', ConsoleKey.Tab, false, false, false)));

        isLineEnd = key.Modifiers != 0 || !knowledge.IsWhole(text) || GoesOnBelow(text);
        isSubmitted = !isLineEnd;
        return Task.FromResult(isLineEnd ? new KeyPress(new('\n', ConsoleKey.Enter, shift: true, alt: false, control: false)) : keyPress);
    }

    // What is pasted is read as a file would be, whatever could end before its last line.
    private bool GoesOnBelow(string text) => findBelow() is { Length: > 0 } below && knowledge.Pieces.GoesOn(text, below);

    // A terminal sends for Ctrl-Space what it sends for Ctrl-2. Behind a name, Tab asks for what goes on from it.
    private bool IsForList(string text, int caret, ConsoleKeyInfo key)
        => key is { KeyChar: '\0', Key: ConsoleKey.D2, Modifiers: ConsoleModifiers.Control }
            || (key is { Key: ConsoleKey.Tab, Modifiers: 0 } && !isPasted() && caret > 0 && (NameCharacters.IsPart(text[caret - 1]) || text[caret - 1] is '.') && !Find(text, caret).All.IsEmpty);

    // A key that takes from the list is not passed on to be changed.
    protected override Task<bool> ConfirmCompletionCommit(string text, int caret, KeyPress keyPress, CancellationToken cancellationToken)
    {
        lastKey = keyPress.ConsoleKeyInfo.Key;
        return Task.FromResult(true);
    }

    // The text entered is known by now; what remains here is what would be kept and shown.
    protected override Task<(string Text, int Caret)> FormatInput(string text, int caret, KeyPress keyPress, CancellationToken cancellationToken)
    {
        if (Replacement is { } replacement)
        {
            (Replacement, textNow, caretNow) = (null, replacement, replacement.Length);
            return Task.FromResult((replacement, replacement.Length));
        }

        WasSecret = (isSubmitted || keyPress.ConsoleKeyInfo is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }) && knowledge.IsSecret(text);
        var formatted = WasSecret ? ("", 0)
            : isLineEnd && !isPasted() ? Indentation.AfterLineEnd(text, caret)
            : keyPress.ConsoleKeyInfo.KeyChar is '}' or ')' or ']' ? Indentation.AfterClosing(text, caret)
            : (text, caret);
        Suggestion = !isSubmitted && formatted.Item2 == formatted.Item1.Length && !isPasted() ? history.RestOf(formatted.Item1) : "";
        (isSubmitted, isLineEnd, textNow, caretNow) = (false, false, formatted.Item1, formatted.Item2);
        return Task.FromResult(formatted);
    }

    // What stands before an open bracket, with its parameters.
    protected override Task<(IReadOnlyList<OverloadItem>, int ArgumentIndex)> GetOverloadsAsync(string text, int caret, CancellationToken cancellationToken)
    {
        var (overloads, argument) = knowledge.OverloadsAt(text, caret);
        return Task.FromResult<(IReadOnlyList<OverloadItem>, int)>(([.. overloads.Select(Item)], argument));
    }

    private static OverloadItem Item(CallOverload overload) => new(
        new FormattedString(VisibleText.Of(overload.Signature)), new FormattedString(VisibleText.Of(overload.Summary)), FormattedString.Empty,
        [.. overload.Parameters.Select(parameter => new OverloadItem.Parameter(parameter.Name, new FormattedString(VisibleText.Of(parameter.About))))]);

    private Candidates Find(string text, int caret)
    {
        if (lastFound is not { } last || last.Caret != caret || last.Text != text)
            lastFound = last = (text, caret, knowledge.Complete(text, caret));
        return last.Found;
    }

    private static CompletionItem Item(Candidate candidate)
        => new(candidate.Text, getExtendedDescription: _ => Task.Run(() => new FormattedString(VisibleText.Of(candidate.Describe()))));

    private static ConsoleFormat FormatOf(TextLook look)
        => new(look.Kind is { } kind ? ColourOf(kind) : null, Bold: look.IsPaired, Underline: look.IsWrong || look.IsPaired);

    private static AnsiColor ColourOf(TokenClass kind) => kind switch
    {
        TokenClass.Keyword => AnsiColor.BrightBlue,
        TokenClass.Task => AnsiColor.Cyan,
        TokenClass.Type => AnsiColor.Green,
        TokenClass.Text => AnsiColor.Yellow,
        TokenClass.Number => AnsiColor.Magenta,
        _ => AnsiColor.BrightBlack,
    };
}

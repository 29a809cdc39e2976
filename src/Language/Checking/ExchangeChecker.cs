using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;

namespace Dag.Language.Checking;

/// <summary>Checks what a task says of its exchange with the outside: where its options' values come from, and in which formats tables cross to its script.</summary>
internal sealed class ExchangeChecker(NameResolver names, List<Diagnostic> diagnostics)
{
    private readonly List<NameSyntax> formats = [];

    /// <summary>Begins another task.</summary>
    public void Clear() => formats.Clear();

    /// <summary>Warns of every format of the task, which has no script.</summary>
    public void RefuseFormats()
    {
        foreach (var format in formats)
            diagnostics.Add(CheckErrors.FormatWithoutScript(names.At(format), format.Text));
    }

    public OptionSource? SourceOf(OptionSourceSyntax syntax)
    {
        var (at, text) = (names.At(syntax.Text.Span), syntax.Text.Content);
        var isVariable = syntax.Kind.Text == "env";
        if (syntax.Kind.Text is not ("env" or "file" or "command"))
            diagnostics.Add(CheckErrors.UnknownSource(names.At(syntax.Kind), syntax.Kind.Text, Suggestion.For(syntax.Kind.Text, ["env", "file", "command"])));
        else if (text.Trim().Length == 0 || text.Contains('\0') || (isVariable && text.Contains('=')))
            diagnostics.Add(CheckErrors.WrongSource(at, syntax.Kind.Text));
        else
            return isVariable ? new OptionSource.Variable(text, at) : syntax.Kind.Text == "file" ? new OptionSource.File(text, at) : new OptionSource.Command(text, at);
        return null;
    }

    public TableFormat FormatOf(NameSyntax? format, bool hasProduct, string task)
    {
        if (format is null || format.IsMissing)
            return TableFormat.Json;
        if (TableFormatText.Find(format.Text) is not { } found)
        {
            diagnostics.Add(CheckErrors.UnknownFormat(names.At(format), format.Text, Suggestion.For(format.Text, TableFormatText.Words)));
            return TableFormat.Json;
        }

        if (!hasProduct)
            diagnostics.Add(CheckErrors.FormatOfNothing(names.At(format), format.Text, task));
        else
            formats.Add(format);
        return found;
    }
}

namespace Dag.Language.Scanning;

/// <summary>
/// Finds the ends of the C# of one text. Each that is never closed is looked for up to the end of the text; after many of those it looks no further
/// than its indentation goes, so that a text of open brackets alone costs no time that grows with its square.
/// </summary>
internal sealed class BoundedCSharpScanner(string text)
{
    private const int ManyFaults = 20;
    private const int Farthest = 16 * 1024;

    private int faults;

    public CSharpExtent FindEnd(int start, CSharpForm form)
    {
        var limit = faults < ManyFaults ? text.Length : LimitOf(start, form);
        var extent = CSharpScanner.FindEnd(text.AsSpan(0, limit), start, form);
        if (extent.Fault != CSharpScanFault.None)
            faults++;
        return extent;
    }

    private int LimitOf(int start, CSharpForm form)
    {
        var window = text.AsSpan(0, Math.Min(text.Length, start + Farthest));
        return form is CSharpForm.Block or CSharpForm.Members ? CSharpRecovery.EndOfBlock(window, start) : CSharpRecovery.EndOfExpression(window, start, window.Length);
    }
}

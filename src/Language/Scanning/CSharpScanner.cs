namespace Dag.Language.Scanning;

/// <summary>Finds where embedded C# ends by its strings, chars, comments, directives and brackets alone.
/// Knows no grammar of C#, visits each character a few times at most, and never throws.</summary>
public static class CSharpScanner
{
    private const int OrdinaryDepth = 32;

    /// <summary>Finds the end of the C# that starts at <paramref name="start"/>. White space and comments that
    /// stand before the terminator of an expression or type are no part of it.</summary>
    public static CSharpExtent FindEnd(ReadOnlySpan<char> text, int start, CSharpForm form)
        => FindEnd(text, start, form, out _);

    /// <summary>Finds the end of what was typed from <paramref name="start"/> on: the newline that ends it, or the end of the text.</summary>
    /// <param name="isOpen">Whether the text ends within something that more lines would go on with.</param>
    public static int FindEndOfInput(ReadOnlySpan<char> text, int start, out bool isOpen)
    {
        Span<CSharpFrame> room = stackalloc CSharpFrame[OrdinaryDepth];
        var walk = new CSharpWalk(text, start, CSharpForm.Input, new(room));
        var extent = walk.Run(out _);
        isOpen = walk.IsOpen;
        return extent.End;
    }

    /// <summary>Whether a text ends within something that more lines would go on with: a bracket, a comment, a conditional or a text of several lines.</summary>
    public static bool IsOpen(string text)
    {
        // Three quotes at the end of a line open a text of several lines.
        var lines = text + "\n";
        for (var at = 0; at < lines.Length; at++)
        {
            at = FindEndOfInput(lines, at, out var isOpen);
            if (isOpen)
                return true;
        }

        return false;
    }

    /// <param name="visited">How many characters were looked at, those looked at twice counted twice.</param>
    internal static CSharpExtent FindEnd(ReadOnlySpan<char> text, int start, CSharpForm form, out long visited)
    {
        start = Math.Clamp(start, 0, text.Length);
        var extent = Walk(text, start, form, out visited);
        if (extent.Fault is CSharpScanFault.None || extent.FaultAt < extent.End)
            return extent;

        // What is wrong beyond an end that was guessed is not wrong in this C#, and is found again in its own place.
        var own = Walk(text[..extent.End], start, form, out var again);
        visited += again;
        return own.Fault is CSharpScanFault.None ? extent : extent with { Fault = own.Fault, FaultAt = own.FaultAt };
    }

    private static CSharpExtent Walk(ReadOnlySpan<char> text, int start, CSharpForm form, out long visited)
    {
        Span<CSharpFrame> room = stackalloc CSharpFrame[OrdinaryDepth];
        var frames = new CSharpFrames(room);
        return form is CSharpForm.RepresentationType
            ? new CSharpTypeWalk(text, start, frames).Run(out visited)
            : new CSharpWalk(text, start, form, frames).Run(out visited);
    }
}

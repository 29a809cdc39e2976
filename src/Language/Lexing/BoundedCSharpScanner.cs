namespace Dag.Language.Lexing;

/// <summary>
/// Finds the ends of the C# of one text. Each that is never closed is looked for up to the end of the text; after many of those it looks no further
/// than the next statement, so that a text of nothing but open brackets costs no time that grows with its square.
/// </summary>
internal sealed class BoundedCSharpScanner(string text)
{
    private const int ManyFaults = 100;
    private const int Farthest = 16 * 1024;

    private static readonly string[] Declarations = ["task ", "type ", "code ", "import ", "///"];

    private int faults;

    public CSharpExtent FindEnd(int start, CSharpForm form)
    {
        var limit = faults < ManyFaults ? text.Length : EndBeforeNextStatement(start);
        var extent = CSharpScanner.FindEnd(text.AsSpan(0, limit), start, form);
        if (extent.Fault != CSharpScanFault.None)
            faults++;
        return extent;
    }

    // The line end before the next statement: left out of the C#, it still ends the clause.
    private int EndBeforeNextStatement(int start)
    {
        var limit = Math.Min(text.Length, start + Farthest);
        for (var at = start; at < limit;)
        {
            var length = text.AsSpan(at, limit - at).IndexOf('\n');
            if (length < 0)
                return limit;

            at += length + 1;
            foreach (var word in Declarations)
            {
                if (text.AsSpan(at).StartsWith(word))
                    return at - 1;
            }
        }

        return limit;
    }
}

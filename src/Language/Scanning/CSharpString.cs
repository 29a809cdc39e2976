using System.Buffers;

namespace Dag.Language.Scanning;

/// <summary>A C# string by its opening: where it starts, its form, its quotes and its dollars (none: not interpolated).
/// Reads the text between its holes.</summary>
internal readonly record struct CSharpString(int Start, CSharpStringForm Form, int Quotes, int Dollars)
{
    private const string Newlines = "\n\r\u0085\u2028\u2029";

    private static readonly SearchValues<char> RegularStops = SearchValues.Create("\"\\" + Newlines);
    private static readonly SearchValues<char> RegularHoleStops = SearchValues.Create("\"\\{" + Newlines);
    private static readonly SearchValues<char> RawLineStops = SearchValues.Create("\"" + Newlines);
    private static readonly SearchValues<char> RawLineHoleStops = SearchValues.Create("\"{" + Newlines);
    private static readonly SearchValues<char> ManyLinesStops = SearchValues.Create("\"");
    private static readonly SearchValues<char> ManyLinesHoleStops = SearchValues.Create("\"{");
    private static readonly SearchValues<char> FormatLineStops = SearchValues.Create("\"\\}" + Newlines);
    private static readonly SearchValues<char> FormatStops = SearchValues.Create("\"}");

    public bool HasManyLines => Form is CSharpStringForm.Verbatim or CSharpStringForm.RawLines;

    private bool IsRaw => Form is CSharpStringForm.RawLine or CSharpStringForm.RawLines;

    private SearchValues<char> Stops => (Form, Dollars > 0) switch
    {
        (CSharpStringForm.Regular, false) => RegularStops,
        (CSharpStringForm.Regular, true) => RegularHoleStops,
        (CSharpStringForm.RawLine, false) => RawLineStops,
        (CSharpStringForm.RawLine, true) => RawLineHoleStops,
        (_, false) => ManyLinesStops,
        (_, true) => ManyLinesHoleStops,
    };

    /// <summary>Reads the opening around the first quote, which is at <paramref name="at"/>; leaves it at the content.
    /// The dollars and the <c>@</c> before it are looked for down to <paramref name="floor"/>.</summary>
    public static CSharpString Open(ReadOnlySpan<char> text, int floor, ref int at)
    {
        var quote = at;
        var before = text[floor..quote];
        var dollars = before.Length - before.TrimEnd('$').Length;
        at = quote + 1;
        if (before.EndsWith("$@"))
            return new(quote - 2, CSharpStringForm.Verbatim, 1, Dollars: 1);
        if (before.EndsWith("@"))
            return new(quote - 1, CSharpStringForm.Verbatim, 1, Dollars: 0);
        if (before.EndsWith("@$"))
            return new(quote - 2, CSharpStringForm.Verbatim, 1, Dollars: 1);

        var quotes = CountRun(text, quote, '"');
        if (quotes < 3)
            return new(quote - dollars, CSharpStringForm.Regular, 1, Math.Min(dollars, 1));

        at = quote + quotes;
        return new(quote - dollars, FormOfRaw(text, at), quotes, dollars);
    }

    private static CSharpStringForm FormOfRaw(ReadOnlySpan<char> text, int content)
    {
        while (content < text.Length && CSharpCharacters.IsBlank(text[content]))
            content++;

        var endsLine = content < text.Length && CSharpCharacters.IsNewline(text[content]);
        return endsLine ? CSharpStringForm.RawLines : CSharpStringForm.RawLine;
    }

    /// <summary>Reads on in the string's text, up to its end or its next hole.</summary>
    public CSharpStringStop ReadText(ReadOnlySpan<char> text, ref int at)
    {
        var stops = Stops;
        while (true)
        {
            var offset = text[at..].IndexOfAny(stops);
            at = offset < 0 ? text.Length : at + offset;
            if (offset < 0)
                return CSharpStringStop.BrokenOff;

            switch (text[at])
            {
                case '\\':
                    at += LengthOfEscape(text, at);
                    break;
                case '"':
                    if (CloseAt(text, ref at))
                        return CSharpStringStop.Closed;
                    break;
                case '{':
                    if (OpenHoleAt(text, ref at))
                        return CSharpStringStop.Hole;
                    break;
                default:
                    return CSharpStringStop.BrokenOff;
            }
        }
    }

    /// <summary>Reads the format of a hole from its colon on; whether it ended at the brace that closes the hole.</summary>
    public bool ReadFormat(ReadOnlySpan<char> text, ref int at)
    {
        var stops = HasManyLines ? FormatStops : FormatLineStops;
        while (true)
        {
            var offset = text[at..].IndexOfAny(stops);
            at = offset < 0 ? text.Length : at + offset;
            if (offset < 0)
                return false;

            if (text[at] is '\\')
                at += Form is CSharpStringForm.Regular ? LengthOfEscape(text, at) : 1;
            else if (Form is CSharpStringForm.Verbatim && text[at..].StartsWith("\"\""))
                at += 2;
            else
                return text[at] is '}';
        }
    }

    /// <summary>Reads what else belongs to the closing of a hole, one brace of which was read; whether all was there.</summary>
    public bool ReadRestOfHole(ReadOnlySpan<char> text, ref int at)
    {
        var wanted = IsRaw ? Dollars - 1 : 0;
        var found = 0;
        while (found < wanted && at < text.Length && text[at] is '}')
        {
            at++;
            found++;
        }

        return found == wanted;
    }

    /// <summary>How far a backslash reaches: over the character after it, but not over the end of the line.</summary>
    public static int LengthOfEscape(ReadOnlySpan<char> text, int at)
        => at + 1 < text.Length && !CSharpCharacters.IsNewline(text[at + 1]) ? 2 : 1;

    private bool CloseAt(ReadOnlySpan<char> text, ref int at)
    {
        if (Form is CSharpStringForm.Regular)
        {
            at++;
            return true;
        }

        // More quotes than the opening had close a raw string too: C# says so, and complains of the surplus.
        var run = CountRun(text, at, '"');
        if (IsRaw)
        {
            at += run;
            return run >= Quotes;
        }

        at += run;
        return run % 2 == 1;
    }

    private bool OpenHoleAt(ReadOnlySpan<char> text, ref int at)
    {
        var run = CountRun(text, at, '{');
        at += run;
        return IsRaw ? run >= Dollars : run % 2 == 1;
    }

    private static int CountRun(ReadOnlySpan<char> text, int at, char wanted)
    {
        var length = text[at..].IndexOfAnyExcept(wanted);
        return length < 0 ? text.Length - at : length;
    }
}

/// <summary>How a C# string is written, which decides what ends it; each may be interpolated or not.</summary>
internal enum CSharpStringForm
{
    Regular,
    Verbatim,

    /// <summary>Three quotes or more, all on one line.</summary>
    RawLine,

    /// <summary>Three quotes or more, and a newline after them.</summary>
    RawLines,
}

/// <summary>Why reading the text of a C# string stopped.</summary>
internal enum CSharpStringStop
{
    /// <summary>Just after the closing quotes.</summary>
    Closed,

    /// <summary>Just after the braces that open a hole.</summary>
    Hole,

    /// <summary>At a newline that may not stand there, or at the end of the text.</summary>
    BrokenOff,
}

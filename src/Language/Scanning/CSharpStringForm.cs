namespace Dag.Language.Scanning;

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

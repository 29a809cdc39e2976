namespace Dag.Language.Scanning;

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

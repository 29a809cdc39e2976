namespace Dag.Language.Scanning;

/// <summary>What kept a piece of embedded C# from ending as it should.</summary>
public enum CSharpScanFault
{
    None,
    UnclosedBracket,
    UnclosedString,
    UnclosedChar,
    UnclosedComment,
    MismatchedBracket,
    TooDeep,
}

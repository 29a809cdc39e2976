namespace Dag.Language.Scanning;

/// <summary>What a token of C# is, as far as its outline tells.</summary>
public enum CSharpTokenKind
{
    /// <summary>An identifier, a keyword or a number.</summary>
    Word,

    /// <summary>A character, a string, or a part of one between its holes, as it is written.</summary>
    Text,

    /// <summary>An operator, a bracket, or whatever else stands there.</summary>
    Mark,
}

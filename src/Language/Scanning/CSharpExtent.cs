namespace Dag.Language.Scanning;

/// <summary>Where a piece of embedded C# ends (exclusive), and the first thing that was wrong with its outline.
/// After a fault the end is the best place to go on reading from.</summary>
public readonly record struct CSharpExtent(int End, CSharpScanFault Fault, int FaultAt);

/// <summary>The forms in which C# stands in a dag text; each ends by its own rule.</summary>
public enum CSharpForm
{
    /// <summary>Ends at a newline, <c>;</c>, <c>else</c>, a line comment or the <c>}</c> of the block around it. A newline does not end it where the line
    /// ends in an operator or the next one begins with one.</summary>
    Expression,

    /// <summary>Starts at <c>{</c> and ends after the <c>}</c> that matches.</summary>
    Block,

    /// <summary>The members of <c>code { }</c>; ends as a block does.</summary>
    Members,

    /// <summary>A C# type; ends as an expression does, and at <c>where</c> and <c>in</c>. Angles are brackets in it.</summary>
    RepresentationType,

    /// <summary>What is typed at a prompt, C# or a statement: ends at the first newline that stands outside every bracket, string, comment and conditional.</summary>
    Input,
}

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

/// <summary>The first fault that a walk over C# meets, and where: those after it are often only its echo.</summary>
internal struct FirstFault
{
    public CSharpScanFault Kind { get; private set; }

    public int At { get; private set; }

    public void Note(CSharpScanFault fault, int at)
    {
        if (Kind is CSharpScanFault.None)
            (Kind, At) = (fault, at);
    }
}

namespace Dag.Language.Scanning;

/// <summary>The forms in which C# stands in a dag text; each ends by its own rule.</summary>
public enum CSharpForm
{
    /// <summary>Ends at a newline, <c>;</c>, <c>else</c>, a line comment or the <c>}</c> of the block around it.</summary>
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

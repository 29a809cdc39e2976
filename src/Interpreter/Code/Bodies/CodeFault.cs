using Dag.Language.Collections;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Something that C# of a program did to the whole process.</summary>
internal abstract record CodeFault
{
    private CodeFault()
    {
    }

    /// <summary>It ended the process, as <c>Environment.Exit</c> does; the call never returns.</summary>
    /// <param name="Others">Who else ran and may have done it instead.</param>
    public sealed record EndedProcess(EquatableList<string> Others) : CodeFault;

    /// <summary>It threw in a thread of its own, or in an <c>async void</c>, where nobody could catch it.</summary>
    public sealed record Threw(Exception Thrown) : CodeFault;
}

using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Testing;

/// <summary>What came of a test, and how long it took.</summary>
public abstract record TestResult(TestDeclaration Test, TimeSpan Elapsed)
{
    /// <summary>All that it expects holds.</summary>
    public sealed record Passed(TestDeclaration Test, TimeSpan Elapsed) : TestResult(Test, Elapsed);

    /// <summary>What does not hold, in the order of the test, and the last lines that its tasks wrote.</summary>
    public sealed record Failed(TestDeclaration Test, TimeSpan Elapsed, EquatableList<Diagnostic> Diagnostics, EquatableList<string> Log) : TestResult(Test, Elapsed);

    /// <summary>Nobody wanted to wait for its end.</summary>
    public sealed record Interrupted(TestDeclaration Test, TimeSpan Elapsed) : TestResult(Test, Elapsed);
}

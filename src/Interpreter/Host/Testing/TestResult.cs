using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;

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

/// <summary>Says what is wrong with the way the tests of a file are written: names, types and C# of their steps. Runs no task.</summary>
public static class TestCheck
{
    /// <param name="runPredicates">Whether the values that tests set and give are held against their types.</param>
    public static EquatableList<Diagnostic> Run(DagEngine engine, DagProgram program, bool runPredicates = true)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var test in program.Loaded.Tests)
        {
            using var copy = new TestSandbox(engine, program, test.At.Source, runPredicates);
            Check(test, copy, diagnostics);
        }

        return diagnostics.ToEquatableList();
    }

    // After a change that is refused the rest of the test would be about another graph. What is expected to be refused is for the run to see.
    private static void Check(TestDeclaration test, TestSandbox copy, List<Diagnostic> diagnostics)
    {
        foreach (var step in test.Steps)
        {
            if (step is StatementSyntax.ExpectError)
                continue;

            if (step is StatementSyntax.Expect expect)
            {
                copy.Read(expect, diagnostics);
                continue;
            }

            var said = copy.Apply(step);
            diagnostics.AddRange(said);
            if (said.Any(diagnostic => diagnostic.IsError))
                return;
        }
    }
}

using Dag.Interpreter.Host.Testing;

namespace Dag.Repl.Rendering;

/// <summary>How many tests came to what, and how long all of them took.</summary>
internal sealed record TestCount(int Passed, int Failed, int Interrupted, TimeSpan Elapsed)
{
    public static TestCount None { get; } = new(0, 0, 0, TimeSpan.Zero);

    public TestCount With(TestResult result) => result switch
    {
        TestResult.Passed => this with { Passed = Passed + 1 },
        TestResult.Failed => this with { Failed = Failed + 1 },
        _ => this with { Interrupted = Interrupted + 1 },
    };
}

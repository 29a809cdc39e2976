using System.Diagnostics;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Testing;

/// <summary>One test on its way, step by step. It ends at a change that is refused; an expectation that does not hold leaves the others to be looked at.</summary>
internal sealed class TestExecution(DagEngine engine, DagProgram program, TestDeclaration test, int workers, CancellationToken cancellation) : IDisposable
{
    private readonly SourceText source = test.At.Source;
    private readonly TestSandbox copy = new(engine, program, test.At.Source);
    private readonly TestListener listener = new();
    private readonly List<Diagnostic> failures = [];

    public EquatableList<Diagnostic> Failures => failures.ToEquatableList();

    public EquatableList<string> Log => listener.Log;

    public async Task GoAsync()
    {
        foreach (var step in test.Steps.ToArray())
        {
            if (cancellation.IsCancellationRequested || !await TakeAsync(step).ConfigureAwait(false))
                return;
        }
    }

    public void Dispose() => copy.Dispose();

    private async Task<bool> TakeAsync(StatementSyntax step)
    {
        switch (step)
        {
            case StatementSyntax.Expect expect:
                await ExpectAsync(expect).ConfigureAwait(false);
                return true;
            case StatementSyntax.ExpectError expect:
                await ExpectErrorAsync(expect).ConfigureAwait(false);
                return true;
            case StatementSyntax.Set or StatementSyntax.Change:
                return Add(step, copy.Apply(step));
            default:
                throw new UnreachableException($"step {step}");
        }
    }

    private async Task ExpectAsync(StatementSyntax.Expect step)
    {
        var said = new List<Diagnostic>();
        var expectation = copy.Read(step, said);
        Add(step, said);
        if (expectation is null)
            return;

        var result = await RunAsync(expectation.Run).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested)
            return;

        Add(step, result.Diagnostics);
        var made = result.Made.ToDictionary(each => each.Task.Declaration.Name, each => each.Fetch);
        var missing = expectation.Tasks.Where(task => !made.ContainsKey(task)).ToEquatableList();
        failures.AddRange(listener.TakeFailures().Select(failure => TestErrors.NotMade(At(step.Tasks.Span), missing, failure.Why)));
        foreach (var condition in expectation.Conditions)
        {
            if (made.TryGetValue(condition.Task, out var fetch) && fetch() is { } value && WhyNot(condition, value) is { } failure)
                failures.Add(failure);
        }
    }

    private static Diagnostic? WhyNot(Condition condition, ClrValue value)
    {
        var (at, compiled) = (condition.Holds.Code.At, condition.Program.Compiled);
        try
        {
            return compiled.PredicateOf(condition.Holds).Holds(value) ? null : TestErrors.DoesNotHold(at, condition.Task, condition.Type, value);
        }
        catch (Exception thrown)
        {
            var said = Secrecy.Hides(condition.Type) ? Secrecy.Mask : thrown.Message;
            var elsewhere = compiled.FramesOf(thrown).Where(frame => frame.At is not { } line || !Meet(line, at));
            return TestErrors.ConditionThrew(at, condition.Task, condition.Type, value, thrown.GetType().Name, said, elsewhere);
        }
    }

    // The condition itself is shown anyway.
    private static bool Meet(SourceLocation line, SourceLocation at)
        => line.Source == at.Source && line.Span.Start < at.Span.End && at.Span.Start < line.Span.End;

    private async Task ExpectErrorAsync(StatementSyntax.ExpectError step)
    {
        var read = copy.Read(step.From);
        var came = new List<Diagnostic>(read.Diagnostics);
        if (read.Program is { } changed && step.From is StatementSyntax.Run)
        {
            var result = await RunAsync(changed).ConfigureAwait(false);
            came.AddRange(result.Diagnostics);
            came.AddRange(listener.TakeFailures().Select(failure => failure.Why));
        }

        came.RemoveAll(diagnostic => !diagnostic.IsError);
        if (cancellation.IsCancellationRequested)
            return;

        if (came.Count == 0)
            failures.Add(TestErrors.NoErrorCame(At(step.From.Span), step.From is StatementSyntax.Run));
        else if (!came.Exists(error => error.Message.Contains(step.Message.Content, StringComparison.Ordinal)))
            failures.Add(TestErrors.OtherErrorCame(At(step.Message.Span), came.ToEquatableList()));
    }

    private Task<RunResult> RunAsync(DagProgram changed)
        => engine.RunAsync(changed, new RunOptions([], [], workers, KeepGoing: true) { IsRecorded = false, Publishes = false }, listener, cancellation);

    private SourceLocation At(TextSpan span) => new(source, span);

    // What is wrong within the step is said where it is; what is wrong elsewhere is said at the step.
    private bool Add(StatementSyntax step, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.IsError).ToList();
        failures.AddRange(errors.Select(error => IsWithin(step, error) ? error : TestErrors.Refused(At(step.Span), error)));
        return errors.Count == 0;
    }

    private bool IsWithin(StatementSyntax step, Diagnostic error)
        => error.At is { } at && at.Source == source && at.Span.Start >= step.Span.Start && at.Span.End <= step.Span.End + 1;
}

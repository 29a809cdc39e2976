using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Testing;

/// <summary>A test's own copy of a program: changes are made to it one after the other, and nobody else sees them. Runs nothing.</summary>
internal sealed class TestSandbox(DagEngine engine, DagProgram start, SourceText source, bool runPredicates = true) : IDisposable
{
    private readonly List<CompiledCode> compiled = [];
    private readonly CompiledCode below = start.Compiled;
    private DagProgram now = start;

    /// <summary>Makes a change, or says why it is refused.</summary>
    public EquatableList<Diagnostic> Apply(StatementSyntax change)
    {
        var read = Read(change);
        now = read.Program ?? now;
        return read.Diagnostics;
    }

    /// <summary>The copy as it would be with one more statement. It stays what it is.</summary>
    public ReadResult Read(StatementSyntax statement) => Read([statement], []);

    /// <summary>Null once it has been said what is wrong.</summary>
    public Expectation? Read(StatementSyntax.Expect step, List<Diagnostic> diagnostics)
    {
        var read = Read(new StatementSyntax.Run(step.Tasks, [], InBackground: false, step.Span));
        diagnostics.AddRange(read.Diagnostics);
        if (read.Program is not { } run)
            return null;

        var tasks = run.Loaded.Steps.OfType<ScriptStep.Run>().SelectMany(each => each.Targets).ToEquatableList();
        return ConditionsOf(step, tasks, diagnostics) is { } conditions ? new(step, run, tasks, conditions) : null;
    }

    /// <summary>Unloads what was compiled for it.</summary>
    public void Dispose()
    {
        foreach (var program in compiled)
            program.ReleaseOver(below);
    }

    private EquatableList<Condition>? ConditionsOf(StatementSyntax.Expect step, EquatableList<TaskName> tasks, List<Diagnostic> diagnostics)
    {
        if (step.Where is not { } code)
            return [];

        var conditions = new List<Condition>();
        var mistakes = new List<Diagnostic>();
        foreach (var ofOneType in tasks.Select(now.Env.FindTask).OfType<TaskDeclaration>().GroupBy(task => task.Product))
        {
            if (ofOneType.Key is { } type)
                AddConditions(type, new(new(source, code), null), ofOneType.Select(task => task.Name), conditions, mistakes);
            else
                mistakes.AddRange(ofOneType.Select(task => TestErrors.NothingToHold(new(source, step.Tasks.Span), task.Name)));
        }

        diagnostics.AddRange(mistakes.Distinct());
        return mistakes.Exists(mistake => mistake.IsError) ? null : conditions.ToEquatableList();
    }

    // One compilation a type: the same C# means something else over another one.
    private void AddConditions(DagType type, TypePredicate.Where holds, IEnumerable<TaskName> tasks, List<Condition> conditions, List<Diagnostic> mistakes)
    {
        var read = Read([], [new(type, holds)]);
        mistakes.AddRange(read.Diagnostics);
        if (read.Program is { } program)
            conditions.AddRange(tasks.Select(task => new Condition(task, type, holds, program)));
    }

    private ReadResult Read(EquatableList<StatementSyntax> statements, IReadOnlyList<ProductExpectation> expectations)
    {
        var read = engine.ReadMore(now, new SyntaxTree(source, [], statements, []), _ => expectations, runPredicates);
        if (read.Program is { } program)
            compiled.Add(program.Compiled);
        return read;
    }
}

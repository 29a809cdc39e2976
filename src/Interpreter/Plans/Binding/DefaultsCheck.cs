using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>
/// Checks what is known when a file has been read: every default, every <c>set</c>, every value of a closed set and every product's name against its type.
/// Whether files are there is asked only when a task is to run.
/// </summary>
internal static class DefaultsCheck
{
    /// <param name="withPredicates">Without, values are bound but no predicate runs.</param>
    public static EquatableList<Diagnostic> Run(Env env, CompiledCode program, bool withPredicates, TimeProvider? clock = null)
        => Run(env, program, env.Types.Values, env.Tasks.Values, withPredicates, clock);

    /// <summary>The same of these types, and of these tasks with what is set of them and given for them.</summary>
    public static EquatableList<Diagnostic> Run(
        Env env, CompiledCode program, IEnumerable<DagType> types, IEnumerable<TaskDeclaration> tasks, bool withPredicates = true, TimeProvider? clock = null)
    {
        var diagnostics = new List<Diagnostic>();
        void Check() => RunHere(env, program, types, tasks, withPredicates, diagnostics);
        if (!withPredicates)
            Check();
        else if (new CodeLimits(program, clock ?? TimeProvider.System).Run(Check) is { } wrong)
            return [.. diagnostics, wrong];

        return diagnostics.ToEquatableList();
    }

    private static void RunHere(
        Env env, CompiledCode program, IEnumerable<DagType> types, IEnumerable<TaskDeclaration> tasks, bool withPredicates, List<Diagnostic> diagnostics)
    {
        foreach (var type in types)
        {
            if (withPredicates || type.Root.IsError || !program.IsMadeByOwnCode(type))
                CheckClosedSets(type, program, diagnostics);
        }

        var binder = new OptionBinder(program, diagnostics, withPredicates, filesMustExist: false, mustBeBound: false);
        var checkedTasks = tasks as IReadOnlyCollection<TaskDeclaration> ?? [.. tasks];
        foreach (var task in checkedTasks)
        {
            CheckDefaults(task, binder);
            if (ProductNames.FindProblem(task, program, withPredicates) is { } problem)
                diagnostics.Add(problem);
        }

        diagnostics.AddRange(PublishPlaces.FindProblems(env, checkedTasks, program));
        if (env.Settings.Count + env.Pins.Count > 0)
        {
            foreach (var task in checkedTasks)
                CheckGiven(env, task, binder);
        }
    }

    private static void CheckDefaults(TaskDeclaration task, OptionBinder binder)
    {
        foreach (var option in task.Options)
        {
            if (option.Default is { } literal && !option.Type.Root.IsError)
                binder.BindDefault(task, option, literal);
        }
    }

    private static void CheckGiven(Env env, TaskDeclaration task, OptionBinder binder)
    {
        foreach (var option in task.Options)
        {
            var name = new OptionName(task.Name, option.Name);
            if (env.Settings.TryGet(name, out var setting) && !option.Type.Root.IsError)
                binder.BindSetting(task, option, setting);
        }

        if (env.Pins.TryGet(task.Name, out var pin) && pin is PinDeclaration.Literal(var given) && task.Product is { Root.IsError: false })
            binder.BindPin(task, given);
    }

    private static void CheckClosedSets(DagType type, CompiledCode program, List<Diagnostic> diagnostics)
    {
        if (type.Root.IsError)
            return;

        foreach (var closed in type.Predicates.OfType<TypePredicate.In>())
        {
            ValidationProgress.OfThread?.Begin(type);
            var binder = new ValueBinder(Environment.CurrentDirectory);
            foreach (var value in closed.Values)
            {
                if (binder.Bind(value, program.AnnotationOf(type).OrNull()) is { Fits: false } binding)
                    diagnostics.Add(InvokingErrors.SetValueDoesNotFit(closed.At, type.Name.Text, Secrecy.Hides(type) ? BindResult.Not("it does not fit the type") : binding));
            }
        }
    }
}

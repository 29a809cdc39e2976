using Dag.Interpreter.Bodies;
using Dag.Interpreter.Products;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Invoking;

/// <summary>
/// Checks what is known when a file has been read: every default, every <c>set</c> and every value of a closed set against its type.
/// Whether files are there is asked only when a task is to run.
/// </summary>
public static class DefaultsCheck
{
    /// <param name="withPredicates">Without, values are bound but no predicate runs.</param>
    public static EquatableList<Diagnostic> Run(Env env, CompiledProgram program, bool withPredicates)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var type in env.Types.Values)
            CheckClosedSets(type, program, diagnostics);

        var binder = new OptionBinder(program, diagnostics, withPredicates, filesMustExist: false);
        foreach (var task in env.Tasks.Values)
        {
            foreach (var option in task.Options)
            {
                if (option.Default is { } literal && !option.Type.Root.IsError)
                    binder.BindDefault(new(task.Name, option.Name), option, literal);
            }
        }

        foreach (var (name, setting) in env.Settings)
        {
            if (env.FindTask(name.Task)?.FindOption(name.Name) is { } option && !option.Type.Root.IsError)
                binder.BindSetting(name, option, setting);
        }

        return diagnostics.ToEquatableList();
    }

    private static void CheckClosedSets(DagType type, CompiledProgram program, List<Diagnostic> diagnostics)
    {
        if (type.Root.IsError)
            return;

        foreach (var closed in type.Predicates.OfType<TypePredicate.In>())
        {
            var binder = new ValueBinder(Environment.CurrentDirectory);
            foreach (var value in closed.Values)
            {
                if (binder.Bind(value, program.RepresentationOf(type)) is { Fits: false } binding)
                    diagnostics.Add(InvokingErrors.SetValueDoesNotFit(closed.At, type.Name.Text, Secrecy.Hides(type) ? Binding.Not("it cannot be read as one") : binding));
            }
        }
    }
}

using Dag.Interpreter.Bodies;
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

        var binder = withPredicates ? new OptionBinder(program, diagnostics) : null;
        foreach (var task in env.Tasks.Values)
        {
            foreach (var option in task.Options)
            {
                if (option.Default is { } given)
                    Check(new(task.Name, option.Name), option, given, new ValueOrigin.Default(given.At), program, binder, diagnostics);
            }
        }

        foreach (var (name, setting) in env.Settings)
        {
            if (env.FindTask(name.Task)?.FindOption(name.Name) is { } option)
                Check(name, option, setting, new ValueOrigin.Setting(setting.At), program, binder, diagnostics);
        }

        return diagnostics.ToEquatableList();
    }

    private static void Check(
        OptionName name, OptionDeclaration option, LocatedValue given, ValueOrigin origin, CompiledProgram program, OptionBinder? binder, List<Diagnostic> diagnostics)
    {
        if (option.Type.Root.IsError)
            return;

        if (binder is not null)
            binder.Bind(name, option, given, origin, filesMustExist: false);
        else if (new ValueBinder(Environment.CurrentDirectory).Bind(given.Value, program.RepresentationOf(option.Type)) is { Fits: false } binding)
            diagnostics.Add(InvokingErrors.DoesNotFit(given.At, name, option.Type, origin.Describe(), binding));
    }

    private static void CheckClosedSets(DagType type, CompiledProgram program, List<Diagnostic> diagnostics)
    {
        if (type.Root.IsError)
            return;

        foreach (var predicate in type.Predicates)
        {
            if (predicate is not TypePredicate.In closed)
                continue;

            var binder = new ValueBinder(Environment.CurrentDirectory);
            foreach (var value in closed.Values)
            {
                if (binder.Bind(value, program.RepresentationOf(type)) is { Fits: false } binding)
                    diagnostics.Add(InvokingErrors.SetValueDoesNotFit(closed.At, type.Name.Text, binding));
            }
        }
    }
}

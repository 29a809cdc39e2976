using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>Names of products against their types: only a file or a folder has one, and a predicate that asks for a certain name must hold of it.</summary>
internal static class ProductNames
{
    private const char Quote = '"';

    /// <summary>Null where there is no name, or where it is right.</summary>
    /// <param name="withPredicates">Without, no predicate runs.</param>
    public static Diagnostic? FindProblem(TaskDeclaration task, CompiledCode program, bool withPredicates)
    {
        if (task is not { ProductName: { } name, Product.Single: { Root.IsError: false } type })
            return null;
        if (!IsOfFiles(program, type))
            return InvokingErrors.NameOfValue(name.At, type);

        return withPredicates && new TypeChecker(program).CheckName(name.Text, type) is { } failure
            ? InvokingErrors.NameRefused(name.At, name.Text, failure, FindFitting(task, type, program))
            : null;
    }

    /// <summary>How a task whose product was refused for its name could name it; null where it has a name, or its name is not what is wrong with it.</summary>
    public static string? FindHint(TaskDeclaration task, string made, CompiledCode program)
    {
        if (task is not { ProductName: null, Product.Single: { } type } || new TypeChecker(program).CheckName(made, type) is null)
            return null;

        return $"name it: product {type} {Quote}{FindFitting(task, type, program) ?? "NAME"}{Quote}";
    }

    public static bool IsOfFiles(CompiledCode program, DagType type) => program.RepresentationOf(type) is var made && (made == typeof(DagFile) || made == typeof(DagFolder));

    // By the endings that the predicates themselves speak of.
    private static string? FindFitting(TaskDeclaration task, DagType type, CompiledCode program)
    {
        var types = new TypeChecker(program);
        foreach (var predicate in type.Lineage().SelectMany(each => each.Predicates).OfType<TypePredicate.Where>())
        {
            foreach (var ending in TextsIn(predicate.Code.Text))
            {
                var name = ending.StartsWith('.') ? task.Name.Last + ending : ending;
                if (ProductName.WhyNot(name) is null && types.CheckName(name, type) is null)
                    return name;
            }
        }

        return null;
    }

    private static IEnumerable<string> TextsIn(string code)
    {
        for (var start = code.IndexOf(Quote); start >= 0 && code.IndexOf(Quote, start + 1) is > 0 and var end; start = code.IndexOf(Quote, end + 1))
            yield return code[(start + 1)..end];
    }
}

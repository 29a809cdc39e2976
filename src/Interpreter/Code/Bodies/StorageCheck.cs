using System.Reflection;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Whether what tasks make can be stored where they say that it must be: <c>cache disk</c>. Looks at the C# types of products, and runs nothing.</summary>
internal sealed class StorageCheck(CompiledCode program, Representations representations)
{
    private const string Secret = "it is secret, and secrets are never stored";

    private readonly Dictionary<DagType, string?> found = [];

    /// <summary>The tasks that ask for it, and of whose product anything is known.</summary>
    public static IReadOnlyList<TaskDeclaration> Concerned(IEnumerable<TaskDeclaration> tasks)
        => tasks.Where(task => task is { Cache: CacheMode.Disk, HasMistakes: false, Product: { Root.IsError: false } }).ToList();

    /// <param name="all">Without, only those whose type needs no compiled C# to be known: of the others it was found out when that was compiled.</param>
    public IEnumerable<Diagnostic> Run(IEnumerable<TaskDeclaration> tasks, bool all)
    {
        foreach (var task in tasks)
        {
            if (task.Product is { } product && (Secrecy.Hides(product) ? Secret : all || representations.FindKnown(product) is not null ? WhyNot(product) : null) is { } why)
                yield return BodyErrors.NotStorable(task.CacheAt ?? task.At, task.Name.Text, why);
        }
    }

    private string? WhyNot(DagType product)
    {
        if (!found.TryGetValue(product.Root, out var why))
            found.Add(product.Root, why = Check(product));
        return why;
    }

    // A type that cannot even be loaded is said by who calls for it.
    private string? Check(DagType product)
    {
        try
        {
            return Storability.WhyNot(program.RepresentationOf(product));
        }
        catch (Exception missing) when (missing is TypeLoadException or IOException or BadImageFormatException or CustomAttributeFormatException)
        {
            return null;
        }
    }
}

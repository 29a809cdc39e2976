using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>The products that a snapshot speaks of, in the store.</summary>
internal static class SnapshotProducts
{
    // Finding a type by its name has to be compiled at every start; most products are one of these.
    private static readonly Type[] Usual = [typeof(string), typeof(DagFile), typeof(int), typeof(long), typeof(double), typeof(bool), typeof(DagFolder)];

    /// <summary>
    /// Those of its targets, from a store whose index is as it was: what it had then it has still, so that nothing need be asked of it. Null where that cannot
    /// be told, or a product is not a small one.
    /// </summary>
    public static IReadOnlyList<ClrValue>? Of(RunSnapshot snapshot, StorePeek store)
    {
        if (snapshot.Index is null || snapshot.Index != store.FindIndexState())
            return null;

        var products = new List<ClrValue>(snapshot.Targets.Count);
        foreach (var target in snapshot.Targets)
        {
            if (target.Packed is not { } packed || TypeOf(target.Representation) is not { } type || !store.TryLoad(packed, type, out var product))
                return null;

            products.Add(product);
        }

        return products;
    }

    /// <summary>Those of its targets; null where the store has not all that the run made, or has lost what it should hand out.</summary>
    public static IReadOnlyList<ClrValue>? Of(RunSnapshot snapshot, SnapshotTasks tasks, ProductStore store)
    {
        foreach (var task in tasks.All)
        {
            if (!store.Holds(task.Work, task.Content, task.Predicates))
                return null;
        }

        var products = new List<ClrValue>(snapshot.Targets.Count);
        foreach (var target in snapshot.Targets)
        {
            if ((uint)target.Task >= (uint)tasks.All.Count || TypeOf(target.Representation) is not { } type || !TryLoad(tasks.All[target.Task], target, type, store, out var product))
                return null;

            products.Add(product);
        }

        return products;
    }

    private static bool TryLoad(SnapshotTask task, SnapshotTarget target, Type type, ProductStore store, out ClrValue product)
    {
        if (target.Packed is { } packed && store.TryLoad(task.Work, packed.Sum, type, out product))
            return true;

        product = default;
        var work = new Fingerprint(Convert.ToHexStringLower(task.Work));
        return store.Find(work) is { } entry && store.TryLoad(work, entry, type, out product);
    }

    /// <summary>A C# type by its full name with its assembly; null where it belongs to a program, or is none that anything stored could be of.</summary>
    public static Type? TypeOf(string name) => Array.Find(Usual, type => type.AssemblyQualifiedName == name) ?? FindOther(name);

    // The name may come from anybody, and reading a value makes an object of that type.
    private static Type? FindOther(string name)
    {
        try
        {
            return Type.GetType(name) is { } type && Storability.WhyNot(type) is null ? type : null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or TypeLoadException or IOException or BadImageFormatException)
        {
            return null;
        }
    }
}

using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Storing;

/// <summary>The files that a product holds, its folders' too, each with what counted of it when the product's content was digested.</summary>
public sealed class HeldFiles
{
    private List<(DagFile File, string Identity)> files = [];

    public int Count => files.Count;

    /// <summary>In bytes; of what is gone nothing.</summary>
    public long Length => files.Sum(each => Read(() => each.File.LengthAsRead, 0));

    public void Add(DagFile file, string identity) => files.Add((file, identity));

    /// <summary>Some of them, and those that are gone.</summary>
    public HeldFiles Where(Predicate<DagFile> which) => new() { files = files.FindAll(each => Read(() => which(each.File), true)) };

    /// <summary>Whether all of them are still there, and what they were.</summary>
    public bool AreAsTheyWere() => Read(() => files.TrueForAll(each => each.File.Identity == each.Identity), false);

    private static T Read<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}

using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>A store of which nothing was read: the state of its index, and small products for who knows where they lie.</summary>
/// <param name="ownFolder">Where trials leave their files.</param>
internal sealed class StorePeek(string folder, string ownFolder)
{
    private readonly StorePaths paths = new(folder);

    // Nothing is ever added to it here, and so it keeps nothing open.
    private readonly StoreDisk disk = new();
    private ProductCodec? codec;

    /// <summary>The state that its index is in; null where there is none.</summary>
    public FileState? FindIndexState() => FileState.OfOwn(paths.Index);

    /// <summary>False, and no more, where there is another thing in that place, or none.</summary>
    public bool TryLoad(PackedProduct packed, Type representation, out ClrValue value)
    {
        value = default;
        try
        {
            var bytes = disk.Read(paths.Pack(packed.Generation), packed.Offset, packed.Length);
            codec ??= new(new(paths, disk, new(paths, disk), new(paths, disk, isLeased: false), ownFolder));
            return Checksum.Of(bytes) == packed.Sum && codec.TryRead(packed.Form, bytes, representation, out value);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return false;
        }
    }
}

using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Executors;

/// <summary>What a process made: what it wrote to OUT, or else what it printed.</summary>
internal abstract record ProcessProduct
{
    private ProcessProduct() { }

    /// <param name="IsLink">It is only a link to it.</param>
    public sealed record WroteFile(string Path, bool IsLink = false) : ProcessProduct;

    public sealed record WroteFolder(string Path) : ProcessProduct;

    /// <summary>OUT is what no product can be, such as "a named pipe".</summary>
    public sealed record WroteOther(string What) : ProcessProduct;

    /// <summary>It is in the file that caught standard output.</summary>
    public sealed record Printed(string Path) : ProcessProduct;

    public sealed record Nothing : ProcessProduct;

    /// <summary>Looks at what there is. OUT wins over what was printed, even if it is empty: it was named on purpose.</summary>
    internal static ProcessProduct Find(string outPath, string standardOutputPath)
    {
        var kind = FileState.KindItself(outPath);
        if (kind == FileKind.Link)
            return Behind(outPath, FileState.KindOf(outPath));
        if (kind != FileKind.None)
            return Of(outPath, kind, isLink: false);

        return FileState.Of(standardOutputPath) is { Length: > 0 } ? new Printed(standardOutputPath) : new Nothing();
    }

    private static ProcessProduct Behind(string path, FileKind kind)
        => kind == FileKind.None ? new WroteOther("a broken link") : Of(path, kind, isLink: true);

    private static ProcessProduct Of(string path, FileKind kind, bool isLink) => kind switch
    {
        FileKind.File => new WroteFile(path, isLink),
        FileKind.Folder => new WroteFolder(path),
        _ => new WroteOther(FileKinds.Describe(kind)),
    };
}

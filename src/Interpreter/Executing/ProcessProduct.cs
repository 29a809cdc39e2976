namespace Dag.Interpreter.Executing;

/// <summary>What a process made: what it wrote to OUT, or else what it printed.</summary>
public abstract record ProcessProduct
{
    private ProcessProduct() { }

    /// <param name="IsLink">It is only a link to it.</param>
    public sealed record WroteFile(string Path, bool IsLink = false) : ProcessProduct;

    public sealed record WroteFolder(string Path) : ProcessProduct;

    /// <summary>It is in the file that caught standard output.</summary>
    public sealed record Printed(string Path) : ProcessProduct;

    public sealed record Nothing : ProcessProduct;

    /// <summary>Looks at what there is. OUT wins over what was printed, even if it is empty: it was named on purpose.</summary>
    internal static ProcessProduct Find(string outPath, string standardOutputPath)
    {
        var written = new FileInfo(outPath);
        if ((int)written.Attributes != -1)
            return written.Attributes.HasFlag(FileAttributes.Directory) ? new WroteFolder(outPath) : new WroteFile(outPath, written.Attributes.HasFlag(FileAttributes.ReparsePoint));

        var printed = new FileInfo(standardOutputPath);
        return printed is { Exists: true, Length: > 0 } ? new Printed(standardOutputPath) : new Nothing();
    }
}

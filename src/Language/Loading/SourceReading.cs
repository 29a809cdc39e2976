namespace Dag.Language.Loading;

/// <summary>What came of reading a file.</summary>
public abstract record SourceReading
{
    private SourceReading()
    {
    }

    public sealed record Found(ReadOnlyMemory<byte> Bytes) : SourceReading;

    public sealed record Missing : SourceReading;

    public sealed record IsFolder : SourceReading;

    /// <summary>The system would not let it be read, and why.</summary>
    public sealed record Refused(string Reason) : SourceReading;
}

namespace Dag.Language.Loading;

/// <summary>The door through which files are read.</summary>
public interface ISourceReader
{
    SourceReading Read(string path);

    /// <summary>A path in one form only, so that a file reached in two ways is one file.</summary>
    string Normalise(string path);

    /// <summary>The folder of the standard library.</summary>
    string StandardFolder { get; }

    /// <summary>The names of the files beside a path that end as it does; for suggestions.</summary>
    IEnumerable<string> NamesBeside(string path);
}

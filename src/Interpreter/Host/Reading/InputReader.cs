using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Loading;

namespace Dag.Interpreter.Host.Reading;

/// <summary>Reader of sources that notes which paths were asked for, those of the standard library aside.</summary>
internal sealed class InputReader(ISourceReader reader, RunInputs inputs) : ISourceReader
{
    public string StandardFolder => reader.StandardFolder;

    public string Normalise(string path) => reader.Normalise(path);

    public IEnumerable<string> NamesBeside(string path) => reader.NamesBeside(path);

    public SourceReading Read(string path)
    {
        if (!path.StartsWith(reader.StandardFolder, StringComparison.Ordinal))
            inputs.Add(path);
        return reader.Read(path);
    }
}

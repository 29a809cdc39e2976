using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.State.Publishing;

/// <summary>What was last published to each place, by the digest of its content: a file for each, in the folder for state. So what somebody has edited since is told from what may be replaced.</summary>
internal sealed class PublicationLog(string stateFolder)
{
    private readonly string folder = StateFolder.PublishedIn(stateFolder);

    /// <summary>Null where nothing is known to have been published.</summary>
    public string? Find(string place)
    {
        try
        {
            return File.Exists(PathOf(place)) ? File.ReadAllText(PathOf(place)).Split('\n', 2)[0] : null;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }

    public void Remember(string place, string identity)
    {
        if (Find(place) == identity)
            return;

        DiskError.BestEffort(() =>
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(PathOf(place), PathOf(place) + "~" + Environment.ProcessId, made => File.WriteAllText(made, $"{identity}\n{PathBytes.Shown(place)}\n"));
        });
    }

    private string PathOf(string place) => Path.Combine(folder, Fingerprint.Of(Encoding.UTF8.GetBytes(place)).Digits[..32]);
}

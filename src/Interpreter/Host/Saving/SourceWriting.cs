using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Host.Saving;

/// <summary>Writes a source file whole or not at all: a disk that is full half-way must not cost anybody their program.</summary>
public static class SourceWriting
{
    /// <summary>Null once it is written, else why it could not be. A link is followed, and the file's mode stays.</summary>
    public static string? WhyNotWritten(string path, string text)
    {
        var target = path;
        var temporary = "";
        try
        {
            target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            temporary = $"{target}.{Environment.ProcessId}.tmp";
            AtomicFile.Write(target, temporary, made =>
            {
                File.WriteAllText(made, text);
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(made, File.GetUnixFileMode(target));
            });
            return null;
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentException)
        {
            // A file that may not grow comes as an argument that is out of range.
            return temporary.Length == 0 ? refused.Message : refused.Message.Replace(temporary, path);
        }
    }
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Surface;

/// <summary>Files opened with one call to the system, where .NET asks what is there, and takes a lock, that nobody needs here.</summary>
internal static partial class RawFile
{
    private const int CloseInChildren = 0x80000;

    /// <summary>To read what others may write to or delete meanwhile.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle OpenToRead(string path)
    {
        var number = OperatingSystem.IsLinux() ? Open(path, CloseInChildren) : -1;
        // .NET has the words for what is refused.
        return number >= 0 ? new(number, ownsHandle: true) : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}

using System.Runtime.InteropServices;

namespace Dag.Repl.Rendering;

/// <summary>
/// A file descriptor that was given to the program. A stream of .NET on a file would write at a place of its own and over what others wrote;
/// the system's write goes on where the descriptor is.
/// </summary>
internal static partial class Descriptor
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    public static bool IsTerminal(int descriptor) => isatty(descriptor) == 1;

    /// <summary>False when nobody reads it any more, or it cannot be written for another reason.</summary>
    public static bool TryWrite(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var written = write(descriptor, in MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is not (Interrupted or TryAgain))
                return false;
        }

        return true;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, in byte bytes, nint count);

    [LibraryImport("libc")]
    private static partial int isatty(int descriptor);
}

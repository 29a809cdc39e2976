using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dag.Repl.Terminal;

/// <summary>The way in: text from standard input, without a console in between; none where it is closed.</summary>
internal static class StandardInput
{
    /// <param name="ahead">How many bytes may be read ahead of what is asked for.</param>
    public static StreamReader Open(int ahead = 4096)
        => new(Descriptor.IsGiven(0) ? new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, ahead) : Stream.Null, Encoding.UTF8);
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>The user whose process this is, as the owner of files.</summary>
internal static partial class CurrentUser
{
    private const uint Root = 0;

    /// <summary>Whether files of that owner are his own. For root they are those of who called sudo as well, as git has it.</summary>
    public static bool Owns(uint owner) => Owns(owner, Id(), Environment.GetEnvironmentVariable("SUDO_UID"));

    internal static bool Owns(uint owner, uint user, string? caller)
        => owner == user || (user == Root && uint.TryParse(caller, NumberStyles.None, CultureInfo.InvariantCulture, out var sudo) && owner == sudo);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint Id();
}

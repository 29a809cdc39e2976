using System.Globalization;
using System.Text;

namespace Dag.Interpreter.Executing;

/// <summary>A process group: the tree that one child started, as long as its members stay together.</summary>
internal static class ProcessGroup
{
    /// <summary>
    /// Whether a member still lives besides the dead leader. Signal 0 cannot tell, since the leader, kept dead to hold the group's number,
    /// answers it too; so this looks through /proc, and where there is none says no.
    /// </summary>
    public static bool HasLiveMembers(int group)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        Span<byte> buffer = stackalloc byte[512];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(folder[^1]) && IsLiveMember(folder, group, buffer))
                return true;
        }
        return false;
    }

    private static bool IsLiveMember(string folder, int group, Span<byte> buffer)
    {
        try
        {
            using var file = File.OpenHandle(folder + "/stat");
            var text = Encoding.UTF8.GetString(buffer[..RandomAccess.Read(file, buffer, 0)]);
            // pid (name) state parent group …, and the name may hold anything.
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 3
                && fields[0] is not ("Z" or "X")
                && int.Parse(fields[2], CultureInfo.InvariantCulture) == group;
        }
        catch (IOException)
        {
            return false; // It ended while we looked.
        }
        catch (UnauthorizedAccessException)
        {
            return false; // Somebody else's, so none of ours.
        }
    }
}

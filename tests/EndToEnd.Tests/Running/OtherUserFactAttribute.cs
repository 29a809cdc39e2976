using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A test that runs the program as a user without rights and gives that user's scripts a tool that runs as root, so that there is a process which cannot be killed; skipped where that cannot be done.</summary>
internal sealed class OtherUserFactAttribute : FactAttribute
{
    /// <summary>The words before a command that is run as that user.</summary>
    public static readonly string[] Nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];

    private static readonly bool CanBeDone = Try();

    public OtherUserFactAttribute()
    {
        if (!CanBeDone)
            Skip = "needs to be root, setpriv, and a temporary folder and a build that every user may read";
    }

    /// <summary>Makes a tool in a folder that runs what it is told to as root, whoever calls it.</summary>
    public static string MakeRootTool(string folder)
    {
        var tool = Path.Combine(folder, "as-root");
        Run("sh", ["-c", $"chmod 777 '{folder}' && cp \"$(command -v setpriv)\" '{tool}' && chmod 4755 '{tool}'"]);
        return $"'{tool}' --reuid 0 --clear-groups";
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return false;

        var folder = Directory.CreateTempSubdirectory("dag-user-");
        try
        {
            var tool = MakeRootTool(folder.FullName);
            return Run(Nobody[0], [.. Nobody[1..], "sh", "-c", $"test -r '{DagProcess.Program}' && {tool} id -u"]) == "0\n";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string program, string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true });
            var printed = process?.StandardOutput.ReadToEnd() ?? "";
            process?.WaitForExit();
            return printed;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}

using System.Globalization;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Host.Running;

/// <summary>The folder of one run, with a folder for each trial in it.</summary>
internal static class RunFolder
{
    /// <param name="number">Which run of the process it is: two may start in the same millisecond.</param>
    // Number by number: a form of dates of one's own has to be compiled at every start.
    public static string NameOf(TimeProvider clock, int number)
    {
        var now = clock.GetUtcNow();
        var at = string.Create(CultureInfo.InvariantCulture, $"{now.Year:D4}{now.Month:D2}{now.Day:D2}-{now.Hour:D2}{now.Minute:D2}{now.Second:D2}-{now.Millisecond:D3}");
        return string.Create(CultureInfo.InvariantCulture, $"{at}-{Environment.ProcessId:x}{(number == 1 ? "" : $"-{number}")}");
    }

    public static string AllIn(string stateFolder) => Path.Combine(stateFolder, "runs");

    public static string PathOf(string stateFolder, string run) => Path.Combine(AllIn(stateFolder), run);

    /// <summary>Makes it, or says why it cannot be made.</summary>
    public static string? WhyNotMade(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return null;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return refused.Message;
        }
    }
}

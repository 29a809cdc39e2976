using System.Globalization;

namespace Dag.Repl.Rendering;

/// <summary>A length of time as it is read at a glance.</summary>
internal static class Elapsed
{
    public static string Show(TimeSpan time)
    {
        FormattableString text = time.TotalSeconds switch
        {
            < 1 => $"{time.TotalMilliseconds:0} ms",
            < 60 => $"{time.TotalSeconds:0.0} s",
            < 3600 => $"{time.Minutes} min {time.Seconds} s",
            _ => $"{(int)time.TotalHours} h {time.Minutes} min",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Globalization;

namespace Dag.Language.Text;

/// <summary>Sizes and lengths of time as a person reads them: <c>5 MB</c>, <c>8 ms</c>, <c>1.2 s</c>, <c>3 min 20 s</c>.</summary>
public static class Units
{
    private static readonly string[] Sizes = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>A number of bytes, in powers of 1024.</summary>
    public static string Bytes(long bytes)
    {
        if (bytes == 1)
            return "1 byte";

        // Whole numbers are written in a fraction of the time.
        if (bytes is >= 0 and < 1024)
            return $"{bytes} {Sizes[0]}";

        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < Sizes.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Sizes[unit]}");
    }

    public static string Duration(TimeSpan length) => length.Ticks switch
    {
        // A clock that was set back in between has measured nothing.
        <= 0 => "0 ms",
        < TimeSpan.TicksPerMillisecond => $"{Rounded(length, TimeSpan.TicksPerMicrosecond)} us",
        < TimeSpan.TicksPerSecond => $"{Rounded(length, TimeSpan.TicksPerMillisecond)} ms",
        < TimeSpan.TicksPerMinute => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.0} s"),
        < TimeSpan.TicksPerHour => $"{length.Minutes} min {length.Seconds} s",
        _ => $"{(int)length.TotalHours} h {length.Minutes} min",
    };

    private static long Rounded(TimeSpan length, long unit) => (length.Ticks + (unit / 2)) / unit;
}

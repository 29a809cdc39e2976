using System.Globalization;

namespace Dag.Interpreter.State.Caching;

/// <summary>Lengths of time and sizes as a decision names them: <c>1.2 s</c>, <c>8 ms</c>, <c>5 MB</c>.</summary>
internal static class Figures
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    public static string Of(TimeSpan length) => length.TotalMilliseconds switch
    {
        < 1 => $"{Rounded(length, TimeSpan.TicksPerMicrosecond)} us",
        < 1000 => $"{Rounded(length, TimeSpan.TicksPerMillisecond)} ms",
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.0} s"),
    };

    public static string Of(long bytes)
    {
        if (bytes is >= 0 and < 1024)
            return $"{bytes} {Units[0]}";

        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }

    // Whole numbers are written in a fraction of the time.
    private static long Rounded(TimeSpan length, long unit) => (length.Ticks + (unit / 2)) / unit;
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Says why a process could not be started. The system gives one number for everything that went on between fork and exec,
/// so the likely causes are looked at afterwards.
/// </summary>
internal static class StartFailure
{
    // The kernel's bound for one argument or variable on Linux: 32 pages.
    private const int LongestText = 131_071;
    private const int LongestFirstLine = 256;

    /// <summary>What can be said of an order before it is tried; null if it may be tried.</summary>
    public static string? Refusal(ProcessRequest order)
    {
        if (order.Program.Contains('\0', StringComparison.Ordinal))
            return "the program's name contains a NUL character";
        foreach (var argument in order.Arguments.Span)
        {
            if (argument.Contains('\0', StringComparison.Ordinal))
                return "an argument contains a NUL character";
        }
        foreach (var (name, value) in order.Environment.Span)
        {
            if (name.Contains('\0', StringComparison.Ordinal) || value.Contains('\0', StringComparison.Ordinal))
                return $"the variable '{name}' contains a NUL character";
        }
        return null;
    }

    public static string Explain(int error, ProcessRequest order, string program)
    {
        if (error == Libc.TooLong)
            return TooLong(order);
        if (error == Libc.NoSuchFile || error == Libc.NotADirectory || error == Libc.AccessDenied)
            return Missing(error, order, program);
        if (error == Libc.TryAgain)
            return "too many processes of this user (see 'ulimit -u')";
        if (error == Libc.NoMemory)
            return "not enough memory to start a process";
        if (error == Libc.TooManyFiles || error == Libc.TableFull)
            return "too many open files (see 'ulimit -n')";
        if (error == Libc.TextBusy)
            return $"'{program}' is still being written by another process";
        return $"cannot start '{program}': {SystemText(error)}";
    }

    private static string TooLong(ProcessRequest order)
    {
        foreach (var (name, value) in order.Environment.Span)
        {
            var size = Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 1;
            if (size > LongestText)
                return $"the variable '{name}' has {Kilobytes(size)}; the system limit is 128 KB: use a file";
        }
        return "its arguments and variables exceed the system limit (see 'getconf ARG_MAX')";
    }

    private static string Missing(int error, ProcessRequest order, string program)
    {
        if (!Directory.Exists(order.WorkingDirectory))
            return $"its working folder '{order.WorkingDirectory}' does not exist";
        foreach (var log in new[] { order.StandardOutputPath, order.StandardErrorPath })
        {
            if (WhyNotWritable(log) is { } reason)
                return reason;
        }

        var path = Path.Combine(order.WorkingDirectory, program);
        if (Directory.Exists(path))
            return $"'{program}' is a folder, not a program";
        if (!File.Exists(path))
            return $"program '{program}' not found";
        if (Libc.Access(path, Libc.MayExecute) != 0)
            return $"'{program}' is not executable";
        if (Interpreter(path) is { } interpreter)
            return $"cannot start the interpreter of '{program}', '{interpreter}': {SystemText(error)}";
        return $"cannot start '{program}': {SystemText(error)}";
    }

    private static string? WhyNotWritable(string log)
    {
        var folder = Path.GetDirectoryName(log);
        if (folder is { Length: > 0 } && !Directory.Exists(folder))
            return $"cannot write its log '{log}': folder '{folder}' not found";
        if (Directory.Exists(log))
            return $"cannot write its log '{log}': it is a folder";
        const int mayWrite = 2;
        return Libc.Access(File.Exists(log) || folder is null ? log : folder, mayWrite) == 0
            ? null
            : $"cannot write its log '{log}': {SystemText(Libc.AccessDenied)}";
    }

    private static string? Interpreter(string path)
    {
        const int mayRead = 4;
        if (Libc.Access(path, mayRead) != 0)
            return null;
        using var file = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[LongestFirstLine];
        start = start[..RandomAccess.Read(file, start, 0)];
        if (!start.StartsWith("#!"u8))
            return null;
        var line = start.IndexOf((byte)'\n') is var end and >= 0 ? start[2..end] : start[2..];
        return Encoding.UTF8.GetString(line).Trim().Split(' ')[0];
    }

    private static string SystemText(int error) => Marshal.GetPInvokeErrorMessage(error);

    private static string Kilobytes(int size) => string.Create(CultureInfo.InvariantCulture, $"{size / 1024} KB");
}

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>Copies of files with the rights that a new file has, whatever those of the first are. The disk shares the content of both where it can.</summary>
internal static class WritableCopy
{
    /// <param name="to">Not there yet.</param>
    /// <param name="isExecutable">Whether those that may read it may execute it.</param>
    /// <exception cref="IOException">It cannot be read, or not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or not be written.</exception>
    public static void Make(string from, string to, bool isExecutable)
    {
        if (!OperatingSystem.IsLinux())
        {
            MakeByName(from, to, isExecutable);
            return;
        }

        using var source = RawFile.OpenContent(from);
        using var target = RawFile.Create(to);
        var mode = File.GetUnixFileMode(target);
        // .NET asks the disk to share the content before it copies, and gives the copy the rights of the first.
        File.Copy($"/proc/self/fd/{(int)source.DangerousGetHandle()}", $"/proc/self/fd/{(int)target.DangerousGetHandle()}", overwrite: true);
        File.SetUnixFileMode(target, isExecutable ? WithExecution(mode) : mode);
    }

    private static void MakeByName(string from, string to, bool isExecutable)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Copy(from, to);
            File.SetAttributes(to, File.GetAttributes(to) & ~FileAttributes.ReadOnly);
            return;
        }

        File.Create(to).Dispose();
        var mode = File.GetUnixFileMode(to);
        File.Copy(from, to, overwrite: true);
        File.SetUnixFileMode(to, isExecutable ? WithExecution(mode) : mode);
    }

    // The bits to execute lie two below those to read.
    private static UnixFileMode WithExecution(UnixFileMode mode)
        => mode | (UnixFileMode)((int)(mode & (UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead)) >> 2);
}

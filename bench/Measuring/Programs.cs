using System.Diagnostics;

namespace Dag.Bench.Measuring;

/// <summary>The programs that are measured as whole processes, published ahead of time once, and a folder for what they leave.</summary>
public sealed class Programs
{
    private readonly string root;

    public Programs()
    {
        root = Find(AppContext.BaseDirectory);
        Folder = Path.Combine(root, "artifacts", "bench");
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public string Dag => Published("src/Repl", "dag");

    public string Hello => Published("bench/baselines/Hello", "Hello");

    public string Script => Published("bench/baselines/Script", "Script");

    /// <summary>A new empty folder for one case.</summary>
    public string Fresh(string name)
    {
        var folder = Path.Combine(Folder, "work", name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    public static double Seconds(string program, string folder, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} was not started");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result}");
    }

    private string Published(string project, string name)
    {
        var folder = Path.Combine(Folder, name);
        var program = Path.Combine(folder, name);
        if (!File.Exists(program))
            Seconds("dotnet", root, "publish", project, "-c", "Release", "-r", "linux-x64", "-o", folder, "--nologo", "-v", "q");
        return program;
    }

    private static string Find(string folder)
        => File.Exists(Path.Combine(folder, "Dsl.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Dsl.sln"));
}

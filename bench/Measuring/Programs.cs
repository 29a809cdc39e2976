using System.Diagnostics;
using System.Globalization;
using Dag.Interpreter.Host.Reading;

namespace Dag.Bench.Measuring;

/// <summary>The programs that are measured as whole processes: ours, published ahead of time once, and those of others where they are there. And folders for what they leave.</summary>
public sealed class Programs : IDisposable
{
    private readonly string root;
    private readonly string work;
    private int folders;
    private readonly Dictionary<string, bool> found = [];

    public Programs()
    {
        root = Find(AppContext.BaseDirectory);
        Folder = Path.Combine(root, "artifacts", "bench");
        Directory.CreateDirectory(Folder);
        work = Path.Combine(Folder, "work", Guid.NewGuid().ToString("N"));
    }

    public string Folder { get; }

    public string Dag => Published("src/Repl", "dag");

    public string Hello => Published("bench/baselines/Hello", "Hello");

    public string Script => Published("bench/baselines/Script", "Script");

    /// <summary>What reads files within the bench itself, with the standard library.</summary>
    public static DiskSourceReader Reader { get; } = new(Path.Combine(AppContext.BaseDirectory, "stdlib"));

    /// <summary>A new empty folder for one case. Nothing is deleted before the bench ends: a disk that has just let go of many files is slow to make new ones.</summary>
    public string Fresh(string name) => Directory.CreateDirectory(Path.Combine(work, $"{name}-{Interlocked.Increment(ref folders)}")).FullName;

    public void Dispose()
    {
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
    }

    /// <summary>A new file with a text, in a folder of its own.</summary>
    public string Written(string name, string text)
    {
        var file = Path.Combine(Fresh(name), "many.dag");
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A folder that stays between runs of the bench, for what takes minutes to make.</summary>
    public string Kept(string name) => Directory.CreateDirectory(Path.Combine(Folder, "kept", name)).FullName;

    /// <summary>Whether another's program is on the PATH; of one that is not it is said once, since what is measured against it is left out.</summary>
    public bool Has(string name)
    {
        if (found.TryGetValue(name, out var known))
            return known;

        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
        if (!isThere)
            Console.Error.WriteLine($"'{name}' is not on the PATH: what is measured against it is left out");
        return found[name] = isThere;
    }

    public static double Seconds(string program, string folder, params string[] words) => Run(program, folder, words, _ => { }).Seconds;

    /// <summary>What it prints.</summary>
    public static string Output(string program, string folder, params string[] words) => Run(program, folder, words, _ => { }).Output;

    /// <summary>The most memory that it held at once, in bytes. The kernel's own mark is read every millisecond, since it goes with the process.</summary>
    public static double Peak(string program, string folder, params string[] words)
    {
        var peak = 0.0;
        // One of a few milliseconds may end before it is looked at.
        for (var tries = 0; tries < 10 && peak == 0; tries++)
        {
            Run(program, folder, words, process =>
            {
                while (PeakOf(process.Id) is { } bytes)
                {
                    peak = bytes;
                    Thread.Sleep(1);
                }
            });
        }

        return peak;
    }

    /// <summary>Where a program that is run in a folder keeps compiled C#.</summary>
    public static string CompiledIn(string folder) => Path.Combine(folder, ".cache");

    private static (double Seconds, string Output) Run(string program, string folder, string[] words, Action<Process> watch)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CACHE_HOME"] = CompiledIn(folder);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} was not started");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        watch(process);
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode == 0 ? (elapsed, output.Result) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result}");
    }

    // One that has ended has no memory, be its entry still there or not.
    private static double? PeakOf(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
                ? 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) : null;
        }
        catch (IOException)
        {
            return null;
        }
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

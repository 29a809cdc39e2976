using Dag.Interpreter.Run.Processes;
using Dag.Language.Collections;

namespace Dag.Interpreter.Tests.Working;

/// <summary>A temporary folder in which processes run, and what they left in it.</summary>
internal sealed class Workshop : IDisposable
{
    public Workshop(TimeProvider? clock = null)
    {
        Folder = Directory.CreateTempSubdirectory("dag-executing-").FullName;
        Starter = new ProcessStarter(clock ?? TimeProvider.System);
    }

    public string Folder { get; }

    public ProcessStarter Starter { get; }

    public string Printed => File.ReadAllText(In("stdout.log"));

    public string Complained => File.ReadAllText(In("stderr.log"));

    public string In(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public void WriteProgram(string name, string text)
    {
        Write(name, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(In(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public ProcessRequest Order(string program, params string[] arguments) => new(
        program,
        arguments.ToEquatableList(),
        Folder,
        [new("PATH", "/usr/local/bin:/usr/bin:/bin")],
        In("stdout.log"),
        In("stderr.log"));

    public ProcessRequest Shell(string text) => Order("/bin/sh", "-c", text);

    /// <summary>Runs it and leaves out what it used, which is another thing each time.</summary>
    public async Task<ProcessExit> Run(ProcessRequest order, CancellationToken cancellation = default)
        => await Starter.RunAsync(order, cancellation) with { Usage = ProcessUsage.None };

    /// <summary>A pipe with a name, whose reader sees the end only when every process that holds it open for writing is dead.</summary>
    public async Task<string> Pipe(string name)
    {
        (await Run(Order("mkfifo", In(name)))).ShouldBe(new ProcessExit.Exited(0));
        return In(name);
    }

    public static Task<string> ReadAll(string pipe) => Task.Run(() => File.ReadAllText(pipe));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

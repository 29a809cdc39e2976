using System.Collections.Concurrent;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>What a body knows of the trial it runs in: the variable <c>task</c>.</summary>
public sealed class TaskContext
{
    private readonly ITaskSink sink;
    private readonly ConcurrentDictionary<string, Lazy<ClrValue>> cached;
    private readonly Lazy<string> directory;

    public TaskContext(string directory, int attempt, ITaskSink sink, ConcurrentDictionary<string, Lazy<ClrValue>> cached, CancellationToken cancellation)
    {
        this.sink = sink;
        this.cached = cached;
        this.directory = new(() => System.IO.Directory.CreateDirectory(directory).FullName);
        Attempt = attempt;
        Cancellation = cancellation;
        Progress = new ProgressReport(sink);
    }

    /// <summary>The trial's own folder, made when it is first asked for.</summary>
    public string Directory => directory.Value;

    /// <summary>1 for the first trial.</summary>
    public int Attempt { get; }

    /// <summary>Set off by Ctrl-C, by the task's timeout, and by a run that stops.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>How far it is: 0 to 1.</summary>
    public ProgressReport Progress { get; }

    /// <summary>The tags of the invocation; none are given in this version of the language.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; } = new Dictionary<string, string>();

    /// <summary>Writes a line to the trial's log.</summary>
    public void Log(string line) => sink.Log(line);

    /// <summary>Records a number under a name, such as a loss or a row count.</summary>
    public void Metric(string name, double value) => sink.Metric(name, value);

    /// <summary>Records a file that belongs to the trial without being its product. A relative path is one in <see cref="Directory"/>.</summary>
    public void Artifact(string path) => sink.Artifact(Path.GetFullPath(path, Directory));

    /// <summary>The file that the task's product is to be, under its declared name: <c>product File "plot.png"</c>.</summary>
    /// <exception cref="InvalidOperationException">The product has no declared name.</exception>
    public DagFile File() => File(ProductName ?? throw new InvalidOperationException("the product has no declared name: write product File \"name\", or task.File(\"name\")"));

    /// <summary>The folder that the task's product is to be, under its declared name; it is made if need be.</summary>
    /// <exception cref="InvalidOperationException">The product has no declared name.</exception>
    public DagFolder Folder() => Folder(ProductName ?? throw new InvalidOperationException("the product has no declared name: write product Folder \"name\", or task.Folder(\"name\")"));

    /// <summary>A folder in <see cref="Directory"/> to fill and to give as a product; it is made if need be.</summary>
    public DagFolder Folder(string name) => DagFolder.Of(System.IO.Directory.CreateDirectory(Path.Combine(Directory, name)).FullName);

    /// <summary>A file in <see cref="Directory"/> to write to and to give as a product; the folders in its name are made.</summary>
    public DagFile File(string name)
    {
        var path = Path.Combine(Directory, name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Directory);
        return DagFile.Of(path);
    }

    /// <summary>What the product is called, where the task says it.</summary>
    internal string? ProductName { get; init; }

    /// <summary>Where what is made under a name outlives the process; none: it does not.</summary>
    internal ITaskCache? Kept { get; init; }

    /// <summary>
    /// What was made under this name by this body before, in whatever process; else it is made now, once however many ask. What throws is made
    /// again. The name says all that it depends on beside the body itself.
    /// </summary>
    public T Cached<T>(string name, Func<T> make)
    {
        var key = $"{typeof(T)} {name}";
        var made = cached.GetOrAdd(key, _ => new(() => Kept is null ? new ClrValue(make()) : Kept.Get(name, typeof(T), () => new ClrValue(make()))));
        try
        {
            return made.Value.As<T>();
        }
        catch
        {
            cached.TryRemove(KeyValuePair.Create(key, made));
            throw;
        }
    }
}

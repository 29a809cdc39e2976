using System.Globalization;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>
/// What a run that ended well came to, and everything it was read from: as long as none of that has changed and the store still has the products,
/// the same run comes to the same, and nothing need be read, checked or planned for it. Its tasks are kept apart, since mostly nobody asks for them.
/// </summary>
/// <param name="Run">Whose journal tells of each task.</param>
/// <param name="Asked">The names of its targets, those without a product too.</param>
/// <param name="Files">The texts of the program and its imports, the assemblies it refers to, and the files that option values name.</param>
/// <param name="Variables">What scripts saw of the environment.</param>
/// <param name="Until">When the first product gets too old to be used.</param>
/// <param name="Index">The state of the store's index when it had all that the run made; null where that could not be told.</param>
/// <param name="Markers">How many nodes had nothing to do.</param>
/// <param name="Reused">How many others there are, each with a product.</param>
internal sealed record RunSnapshot(
    string Run,
    IReadOnlyList<string> Asked,
    IReadOnlyList<FileStamp> Files,
    IReadOnlyList<FolderStamp> Folders,
    IReadOnlyList<VariableStamp> Variables,
    DateTimeOffset Until,
    FileState? Index,
    int Markers,
    int Reused,
    IReadOnlyList<SnapshotTarget> Targets)
{
    /// <summary>Where its tasks are, in the file that it was read from.</summary>
    public TaskTableRange? Tasks { get; init; }
}

/// <summary>What makes two calls the same run, but for the content of files: which program, from where, which targets, which options as they were typed.</summary>
/// <param name="PublishFolder">Where its targets were copied to, if that was asked for.</param>
internal sealed record RunKey(string File, string CurrentFolder, EquatableList<string> Targets, EquatableList<OptionArgument> Options, string? PublishFolder = null)
{
    /// <summary>Files of values, as they were typed.</summary>
    public EquatableList<string> With { get; init; } = [];

    /// <summary>Flags that could be meant as options of the targets.</summary>
    public EquatableList<string> Flags { get; init; } = [];

    /// <param name="digest">For what may be a secret.</param>
    public string Text(Func<string, string> digest)
    {
        var lines = new List<string> { File, CurrentFolder };
        lines.AddRange(Targets);
        // No target is called so.
        if (PublishFolder is not null)
            lines.Add("--publish " + PublishFolder);
        // Getting a digest ready takes its while.
        if (!Options.IsEmpty)
            lines.AddRange(Options.Select(option => $"{option.TypedWithoutValue}={digest(option.Text)}"));
        foreach (var file in With)
            lines.Add($"--with={file}");
        foreach (var flag in Flags)
            lines.Add("--" + flag);
        return string.Join('\0', lines);
    }
}

/// <summary>A target with a product.</summary>
/// <param name="Task">Its place among the known tasks.</param>
/// <param name="Type">Its declared type's name.</param>
/// <param name="Representation">The C# type it is read as, which belongs to no program.</param>
/// <param name="Packed">Where a small one lay, and what it is known again by.</param>
/// <param name="Shown">The path that is printed for it; null: that of the product itself.</param>
internal sealed record SnapshotTarget(int Task, string Name, string Type, string Representation, PackedProduct? Packed, string? Shown = null);

/// <summary>A task whose product is in the store: its work's fingerprint and behind it the digest of its product's content, and what that was held against.</summary>
internal sealed record SnapshotTask(ReadOnlyMemory<byte> Digests, string Predicates)
{
    public const int DigestsLength = 2 * Digest;

    private const int Digest = 32;

    public static SnapshotTask Of(Fingerprint work, ContentDigest content, string predicates)
    {
        var digests = new byte[DigestsLength];
        Convert.FromHexString(work.Digits, digests, out _, out _);
        Convert.FromHexString(content.Digits, digests.AsSpan(Digest), out _, out _);
        return new(digests, predicates);
    }

    public ReadOnlySpan<byte> Work => Digests.Span[..Digest];

    public ReadOnlySpan<byte> Content => Digests.Span[Digest..];
}

/// <summary>The tasks of a run that have products, in the order of their plans, and what they are called, which most runs tell nobody.</summary>
/// <param name="Graph">Every node of the run, markers too, which is told where somebody wants the graph.</param>
internal sealed record SnapshotTasks(IReadOnlyList<SnapshotTask> All, Lazy<string[]> Names, Lazy<IReadOnlyList<SnapshotNode>> Graph);

/// <summary>A node of a run: its task, the numbers of the nodes that it needs, and the step of the run that it belongs to.</summary>
internal sealed record SnapshotNode(string Task, int Step, IReadOnlyList<int> Needs)
{
    public override string ToString() => $"{Task}\t{Step}\t{string.Join(',', Needs)}";

    /// <exception cref="FormatException">The line does not describe a node.</exception>
    public static SnapshotNode Read(string line)
        => line.Split('\t') is [var task, var step, var needs]
            ? new(task, int.Parse(step, CultureInfo.InvariantCulture), needs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(need => int.Parse(need, CultureInfo.InvariantCulture)).ToList())
            : throw new FormatException("not a node of a run");
}

/// <summary>Which bytes of a file the tasks of a snapshot are, and their checksum.</summary>
internal sealed record TaskTableRange(long Offset, int Length, uint Sum);

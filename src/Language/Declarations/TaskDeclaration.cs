using Dag.Language.Collections;
using Dag.Language.Text;
using Dag.Language.Types;
using Dag.Language.Values;

namespace Dag.Language.Declarations;

/// <summary>A task: deps, options, a body and at most one product. Immutable; a change is another declaration under the same name.</summary>
public sealed record TaskDeclaration(TaskName Name, ModuleDeclaration Module, SourceLocation At)
{
    public string? Doc { get; init; }

    public EquatableList<DepDeclaration> Deps { get; init; }

    public EquatableList<OptionDeclaration> Options { get; init; }

    /// <summary>The type of what it makes; none for an action and for a marker. That of a task that makes elements is a stream.</summary>
    public DagType? Product { get; init; }

    /// <summary>The format in which its script writes the product, where it is a table: <c>product T in csv</c>.</summary>
    public TableFormat ProductFormat { get; init; }

    /// <summary>Whether its body yields elements: <c>product stream T</c>.</summary>
    public bool Yields { get; init; }

    /// <summary>What the file or folder that it makes is called, where that is said.</summary>
    public ProductName? ProductName { get; init; }

    /// <summary>None for a marker, one name for all that it needs.</summary>
    public BodyDeclaration? Body { get; init; }

    public EquatableList<PassedVariableDeclaration> PassedVariables { get; init; }

    public RetryDeclaration? Retry { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>The task as its file declares it, where this one was put in its place.</summary>
    public TaskDeclaration? Original { get; init; }

    /// <summary>Where its product is kept.</summary>
    public CacheMode Cache { get; init; }

    /// <summary>Where that is said, if it is.</summary>
    public SourceLocation? CacheAt { get; init; }

    /// <summary>A product that is older is made again.</summary>
    public TimeSpan? Fresh { get; init; }

    /// <summary>Where its product is copied to when it was made or reused.</summary>
    public PublishDeclaration? Publish { get; init; }

    /// <summary>Stands for the body, and the code it reaches, in the fingerprint.</summary>
    public string? Version { get; init; }

    /// <summary>Something in it was wrong and has been said: what its body sees is not known, so its C# is not compiled.</summary>
    public bool HasMistakes { get; init; }

    /// <summary>Has a body and makes nothing: it runs whenever it is reached.</summary>
    public bool IsAction => Body is not null && Product is null;

    public bool IsMarker => Body is null;

    /// <summary>The dep whose elements its body takes one by one, where there is one.</summary>
    public DepDeclaration? Each
    {
        get
        {
            foreach (var dep in Deps)
            {
                if (dep.IsEach)
                    return dep;
            }

            return null;
        }
    }

    /// <summary>Whether it makes a stream or takes one as it is made.</summary>
    public bool IsStage
    {
        get
        {
            if (Body is null or BodyDeclaration.Given)
                return false;
            if (Product is { IsStream: true })
                return true;
            foreach (var dep in Deps)
            {
                if (dep.IsEach || dep.Product is { IsStream: true })
                    return true;
            }

            return false;
        }
    }

    /// <summary>The work on one element: the same task, with one value where the stream was. Where its body yields, the product is still a stream.</summary>
    public TaskDeclaration ForElement()
        => this with { Product = Yields ? Product : Product?.Single, Deps = Deps.Map(dep => dep.IsEach ? dep with { IsEach = false } : dep) };

    public OptionDeclaration? FindOption(string name)
    {
        foreach (var option in Options)
        {
            if (option.Name == name)
                return option;
        }

        return null;
    }
}

/// <summary>Where a product is kept once it is made: <c>cache auto|memory|disk|never</c>.</summary>
public enum CacheMode
{
    /// <summary>On disk what took longer to make than it takes to store, else in memory.</summary>
    Auto,

    /// <summary>For the process, as long as there is room.</summary>
    Memory,

    /// <summary>Always.</summary>
    Disk,

    /// <summary>Until nobody waits for it any more.</summary>
    Never,
}

/// <summary>A dep: the task that is needed, and what its product is called in the body.</summary>
/// <param name="Product">What the body takes the product for: what the task made when this was declared. None where it is needed for order only.</param>
public sealed record DepDeclaration(TaskName Task, string LocalName, DagType? Product, SourceLocation At)
{
    /// <summary>Whether the body runs once for each element of the stream; then <see cref="Product"/> is the type of one.</summary>
    public bool IsEach { get; init; }

    /// <summary>What the task has to make.</summary>
    public DagType? Wanted => IsEach ? Product?.Stream : Product;

    /// <summary>The format in which a script is given the product, where it is a table: <c>needs t in csv</c>.</summary>
    public TableFormat Format { get; init; }
}

/// <summary>How a table crosses between dag and a script.</summary>
public enum TableFormat
{
    /// <summary>As every other value does.</summary>
    Json,

    /// <summary>Comma-separated values (RFC 4180) under a header.</summary>
    Csv,

    Parquet,

    /// <summary>The file format of Arrow, which is also Feather's.</summary>
    Arrow,
}

/// <summary>The words of the language for formats of tables.</summary>
public static class TableFormatText
{
    public static IReadOnlyList<string> Words { get; } = ["json", "csv", "parquet", "arrow"];

    public static string Word(this TableFormat format) => Words[(int)format];

    /// <summary>Null where the word names no format.</summary>
    public static TableFormat? Find(string word) => word switch
    {
        "json" => TableFormat.Json,
        "csv" => TableFormat.Csv,
        "parquet" => TableFormat.Parquet,
        "arrow" => TableFormat.Arrow,
        _ => null,
    };
}

/// <summary>An option: a named, typed value that an invocation gives. Without a default it is required.</summary>
public sealed record OptionDeclaration(string Name, DagType Type, LocatedValue? Default, SourceLocation At)
{
    public string? Doc { get; init; }

    /// <summary>Where its value comes from, if that is said.</summary>
    public OptionSource? Source { get; init; }

    /// <summary>Never part of the fingerprint.</summary>
    public bool IsMeta { get; init; }

    /// <summary>Left out of the fingerprint while it equals its default.</summary>
    public bool IsCompatible { get; init; }
}

/// <summary>Where the value of an option comes from. It is read when a run needs it, and is the text of a value as after <c>--option</c>.</summary>
public abstract record OptionSource(SourceLocation At)
{
    /// <summary><c>from env "NAME"</c></summary>
    public sealed record Variable(string Name, SourceLocation At) : OptionSource(At);

    /// <summary><c>from file "path"</c>: the whole file but for the line ends at its end. A path that begins with <c>~/</c> is in the home folder.</summary>
    public sealed record File(string Path, SourceLocation At) : OptionSource(At);

    /// <summary><c>from command "text"</c>: what the command prints, but for the line ends at its end.</summary>
    public sealed record Command(string Text, SourceLocation At) : OptionSource(At);

    /// <summary>As it is written behind <c>from</c>.</summary>
    public string Written => this switch
    {
        Variable(var name, _) => $"env {Quoted(name)}",
        File(var path, _) => $"file {Quoted(path)}",
        Command(var text, _) => $"command {Quoted(text)}",
        _ => throw new System.Diagnostics.UnreachableException($"source {GetType()}"),
    };

    private static string Quoted(string text) => ValuePrinter.Print(new DagValue.Text(text));
}

/// <summary>A variable of the caller's that a script may see; its value counts in the fingerprint unless it is meta.</summary>
public sealed record PassedVariableDeclaration(string Name, bool IsMeta);

/// <summary>A product given by hand.</summary>
public abstract record PinDeclaration(SourceLocation At)
{
    /// <summary><c>pin t = value</c></summary>
    public sealed record Literal(LocatedValue Value) : PinDeclaration(Value.At);

    /// <summary><c>pin t =&gt; C#</c>, with what its C# sees.</summary>
    public sealed record Code(CSharpFragment Fragment, ModuleDeclaration Module) : PinDeclaration(Fragment.At);
}

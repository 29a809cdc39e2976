using System.Numerics;
using Dag.Language.Collections;

namespace Dag.Language.Values;

/// <summary>A literal as data. It has no type of its own: it is bound to one by that type's C# representation.</summary>
public abstract record DagValue
{
    private DagValue()
    {
    }

    /// <summary>The same value with its files and folders under other paths.</summary>
    public DagValue WithPaths(Func<string, string> moved) => this switch
    {
        File(var path) => new File(moved(path)),
        Folder folder => folder with { Path = moved(folder.Path) },
        List(var elements) => new List(elements.Map(element => element.WithPaths(moved))),
        Record(var fields) => new Record(fields.Map(field => field with { Value = field.Value.WithPaths(moved) })),
        _ => this,
    };

    /// <summary>A whole number of any size.</summary>
    public sealed record Whole(BigInteger Number) : DagValue;

    /// <summary>A number with a point or an exponent, by its digits, so that a decimal loses nothing; or NaN, Infinity, -Infinity. Invariant, no underscores.</summary>
    public sealed record Real(string Digits) : DagValue;

    public sealed record Text(string Content) : DagValue;

    public sealed record Truth(bool Holds) : DagValue;

    public sealed record Duration(TimeSpan Length) : DagValue;

    /// <summary>A size in bytes.</summary>
    public sealed record Size(long Bytes) : DagValue;

    /// <summary>A file by the path as written; what it is relative to is known by who holds the value.</summary>
    public sealed record File(string Path) : DagValue;

    /// <summary>A folder by the path as written.</summary>
    public sealed record Folder(string Path) : DagValue
    {
        /// <summary>Patterns of what does not count of it.</summary>
        public EquatableList<string> Except { get; init; }
    }

    public sealed record List(EquatableList<DagValue> Elements) : DagValue;

    public sealed record Record(EquatableList<DagField> Fields) : DagValue;

    public sealed record None : DagValue;
}

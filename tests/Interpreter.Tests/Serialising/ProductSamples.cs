namespace Dag.Interpreter.Tests.Serialising;

/// <summary>A product with a table in it.</summary>
public sealed record Axes(double[] Variances, double[][] Rows, Shade Shade = Shade.Dark);

/// <summary>How dark.</summary>
public enum Shade
{
    Dark,
    Light,
}

/// <summary>Something that may lead back to itself.</summary>
public sealed class Knot
{
    public Knot? Next { get; set; }
}

/// <summary>Something that cannot be looked at.</summary>
public sealed class Shy
{
    public int Number => throw new InvalidOperationException("do not look.");
}

/// <summary>A record of records of its own kind.</summary>
public sealed record Tree(IReadOnlyList<Tree> Children);

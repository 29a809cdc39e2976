using System.Diagnostics.CodeAnalysis;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>An enum to bind names to.</summary>
public enum Kernel
{
    Linear,
    Rbf,
}

/// <summary>A record with a default for its last part.</summary>
public sealed record Box(string Name, int Size, double Weight = 1.5);

/// <summary>A record of records.</summary>
public sealed record Crate(string Label, IReadOnlyList<Box> Boxes);

/// <summary>A class that is set, not constructed, with a member that C# insists on.</summary>
public sealed class Settings
{
    public required string Name { get; set; }

    public int Retries { get; set; } = 3;

    public string? Field;
}

/// <summary>The same, whose constructor does what C# insists on.</summary>
public sealed class Readied
{
    [SetsRequiredMembers]
    public Readied() => Name = "readied";

    public required string Name { get; set; }
}

/// <summary>A struct without a constructor of its own.</summary>
public struct Point
{
    public int X { get; set; }

    public int Y { get; set; }
}

/// <summary>A record whose constructor refuses what is not in order.</summary>
public sealed record Span
{
    public Span(int from, int to)
    {
        if (from > to)
            throw new ArgumentException("the end is before the start.");
        (From, To) = (from, to);
    }

    public int From { get; }

    public int To { get; }
}

/// <summary>A type that reads itself from text.</summary>
public readonly record struct Colour(string Name) : IParsable<Colour>
{
    public static Colour Parse(string s, IFormatProvider? provider)
        => TryParse(s, provider, out var colour) ? colour : throw new FormatException();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Colour result)
    {
        if (s == "burst")
            throw new InvalidOperationException("it burst.");
        result = new(s ?? "");
        return s is "red" or "green";
    }
}

/// <summary>A record with a property that is reckoned from others.</summary>
public sealed record Sheet(double Width, double Height)
{
    public double Area => Width * Height;
}

/// <summary>A class whose name is never given a first value.</summary>
public sealed class Unfilled
{
    public string Name { get; set; } = null!;

    public string? Kind { get; set; }
}

/// <summary>A record with a tuple whose elements have names.</summary>
public sealed record Named((int A, string B) At);

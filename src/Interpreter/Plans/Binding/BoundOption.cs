using System.Diagnostics;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>An option with the value it has in an invocation: checked against its type, and known where from.</summary>
public sealed record BoundOption(OptionDeclaration Declaration, ClrValue Value, ValueOrigin Origin)
{
    /// <summary>Whether the value is the option's default, wherever it was written; a file's only where the option is 'compatible'.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>Where an option's value came from.</summary>
public abstract record ValueOrigin
{
    private ValueOrigin()
    {
    }

    public sealed record Default(SourceLocation At) : ValueOrigin;

    /// <summary>A <c>set</c>, or the <c>with</c> of a run.</summary>
    public sealed record Setting(SourceLocation At) : ValueOrigin;

    /// <summary>What <c>from</c> says in the option's declaration.</summary>
    public sealed record Source(OptionSource From) : ValueOrigin;

    /// <summary>A file that was given with <c>--with</c>.</summary>
    public sealed record Values(SourceLocation At) : ValueOrigin;

    /// <summary>A flag, as it was typed.</summary>
    public sealed record Flag(string Typed) : ValueOrigin;

    public SourceLocation? Place => this switch
    {
        Default(var at) => at,
        Setting(var at) => at,
        Source(var from) => from.At,
        Values(var at) => at,
        _ => null,
    };

    public string Describe() => this switch
    {
        Default(var at) => $"default, {Short(at)}",
        Setting(var at) => $"set, {Short(at)}",
        Source(var from) => $"from {from.Written}, {Short(from.At)}",
        Values(var at) => $"--with {Short(at)}",
        Flag(var typed) => typed,
        _ => throw new UnreachableException($"origin {this}"),
    };

    private static string Short(SourceLocation at) => $"{Path.GetFileName(at.Source.Path)}:{at.Start.Line}";
}

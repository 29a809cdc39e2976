using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>What reading the source of an option's value came to.</summary>
internal abstract record SourcedText
{
    private SourcedText()
    {
    }

    public sealed record Found(string Text) : SourcedText;

    /// <summary>There is none: the variable is not set, the file does not exist. The option's default is taken, where it has one.</summary>
    public sealed record Missing(Diagnostic Why) : SourcedText;

    /// <summary>It is there and cannot be read: that is an error whatever the default.</summary>
    public sealed record Failed(Diagnostic Why) : SourcedText;
}

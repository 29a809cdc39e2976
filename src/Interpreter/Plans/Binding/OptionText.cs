using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>What reading the source of an option's value came to.</summary>
internal abstract record OptionText
{
    private OptionText()
    {
    }

    public sealed record Found(string Text) : OptionText;

    /// <summary>There is none: the variable is not set, the file does not exist. The option's default is taken, where it has one.</summary>
    public sealed record Missing(Diagnostic Why) : OptionText;

    /// <summary>It is there and cannot be read: that is an error whatever the default.</summary>
    public sealed record Failed(Diagnostic Why) : OptionText;
}

namespace Dag.Interpreter.State.Publishing;

/// <summary>What became of a product that was to be published.</summary>
internal abstract record PublishOutcome
{
    private PublishOutcome() { }

    /// <param name="Identity">The digest of what lies there now.</param>
    public sealed record Copied(string Identity) : PublishOutcome;

    /// <summary>It was there already.</summary>
    public sealed record Unchanged(string Identity) : PublishOutcome;

    /// <summary>What lies there is not what was published last.</summary>
    /// <param name="WasPublished">Whether anything ever was.</param>
    public sealed record Edited(bool WasPublished) : PublishOutcome;

    /// <summary>It contains a secret.</summary>
    public sealed record Secret : PublishOutcome;

    public sealed record Refused(string Why) : PublishOutcome;
}

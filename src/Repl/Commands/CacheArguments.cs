namespace Dag.Repl.Commands;

/// <summary>What <c>dag cache</c> was asked for.</summary>
/// <param name="Older">What was not used for so long goes.</param>
/// <param name="Yes">Whether it is done, or only shown.</param>
internal sealed record CacheArguments(string What, TimeSpan Older, bool Yes, bool Json);

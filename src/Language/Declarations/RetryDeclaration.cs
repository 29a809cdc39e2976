namespace Dag.Language.Declarations;

/// <summary>
/// Number of trials that a task gets after a failed one, and the delay before each: it doubles from trial to trial, up to the longest. With jitter it is random
/// about that.
/// </summary>
public sealed record RetryDeclaration(int Times, TimeSpan Backoff, TimeSpan? Longest, bool HasJitter);

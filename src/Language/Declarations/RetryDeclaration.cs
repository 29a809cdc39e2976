namespace Dag.Language.Declarations;

/// <summary>How many more trials a failed one gets, and how long is waited before each: twice as long each time, up to the longest.</summary>
public sealed record RetryDeclaration(int Times, TimeSpan Backoff, TimeSpan? Longest);

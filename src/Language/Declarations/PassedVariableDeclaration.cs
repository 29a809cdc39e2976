namespace Dag.Language.Declarations;

/// <summary>A variable of the caller's that a script may see; its value counts in the fingerprint unless it is meta.</summary>
public sealed record PassedVariableDeclaration(string Name, bool IsMeta);

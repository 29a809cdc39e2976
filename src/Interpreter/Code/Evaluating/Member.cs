namespace Dag.Interpreter.Code.Evaluating;

/// <summary>A name that may stand where somebody types, what it is, and its declaration in one line.</summary>
public sealed record Member(string Name, MemberKind Kind, string Signature);

using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What a test expects of a product: a condition over <c>value</c>, which is of that type.</summary>
public sealed record ProductExpectation(DagType Type, TypePredicate.Where Holds);

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What a name of C# stands for.</summary>
public enum MemberKind
{
    Product,
    Variable,
    Property,
    Field,
    Event,
    Method,
    Extension,
    Type,
    Namespace,
    Keyword,
}

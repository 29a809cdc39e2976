using Dag.Language.Collections;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Types;

/// <summary>What a value must satisfy. A message may have holes of C#, <c>{value}</c>; without one the default is said.</summary>
public abstract record TypePredicate(SourceLocation At)
{
    /// <summary><c>where</c>: a C# expression over <c>value</c>.</summary>
    public sealed record Where(CSharpFragment Code, MessageTemplate? Message) : TypePredicate(Code.At);

    /// <summary><c>in</c>: one of these.</summary>
    public sealed record In(EquatableList<DagValue> Values, MessageTemplate? Message, SourceLocation At) : TypePredicate(At);
}

/// <summary>The text of an <c>else</c>: its content after escapes, holes and all, and where it stands.</summary>
public sealed record MessageTemplate(string Content, SourceLocation At);

namespace Dag.Interpreter.Code.Bodies;

/// <summary>A text of C#: a module's <c>code</c>, or the entries made from its types and tasks.</summary>
/// <param name="IsUsers">There is C# of the user's in it beside that of entries, so it is compiled even where nothing calls it.</param>
internal sealed record GeneratedText(string Text, bool IsCode, bool IsUsers);

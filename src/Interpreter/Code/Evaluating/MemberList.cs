using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What may stand at a place of a text, and the part of the text that it stands in for: what is typed of it already.</summary>
public sealed record MemberList(TextSpan Replaces, EquatableList<Member> Members);

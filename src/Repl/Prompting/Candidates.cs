using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Repl.Prompting;

/// <summary>What may stand at the cursor, in place of which part of the text.</summary>
/// <param name="IsCut">There are more than were listed: typing on may bring others.</param>
internal sealed record Candidates(TextSpan Replaced, EquatableList<Candidate> All, bool IsCut)
{
    public static Candidates None(int caret) => new(new(caret, 0), [], false);
}

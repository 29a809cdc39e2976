using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Checking;

/// <summary>What a file asks for itself, with the graph as it is at that place.</summary>
public abstract record ScriptStep(TaskGraph Graph, SourceLocation At)
{
    /// <summary>A <c>run</c>: its targets, in a graph in which the settings of its <c>with</c> hold.</summary>
    public sealed record Run(EquatableList<TaskName> Targets, TaskGraph Graph, SourceLocation At) : ScriptStep(Graph, At);

    public sealed record Ask(AskSyntax What, TaskGraph Graph, SourceLocation At) : ScriptStep(Graph, At);
}

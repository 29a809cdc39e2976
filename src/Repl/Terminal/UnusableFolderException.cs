using Dag.Language.Diagnostics;

namespace Dag.Repl.Terminal;

/// <summary>A folder without which nothing can be begun, and what is wrong with it.</summary>
internal sealed class UnusableFolderException(Diagnostic problem) : Exception(problem.Message)
{
    public Diagnostic Problem => problem;
}

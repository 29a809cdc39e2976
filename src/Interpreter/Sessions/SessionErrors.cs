using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Sessions;

/// <summary>What can keep a run from starting that is nobody's program's fault.</summary>
internal static class SessionErrors
{
    public static Diagnostic StateFolderRefused(string folder, string reason)
        => new("DAG6001", null, $"the folder for state '{folder}' cannot be written: {reason.TrimEnd('.')}.")
        {
            Hint = "give another one with --cache FOLDER or DAG_CACHE",
        };
}

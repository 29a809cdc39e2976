using Dag.Language.Diagnostics;

namespace Dag.Repl.Commands;

/// <summary><c>dag check</c>: says everything that is wrong with files, and runs nothing.</summary>
internal static class CheckCommand
{
    public static int Run(CommandContext context, IReadOnlyList<string> files, bool runPredicates, bool asJson)
    {
        var exit = ExitCode.Fine;
        var found = new List<Diagnostic>();
        foreach (var file in files)
        {
            var read = context.Session.Read(file, runPredicates);
            found.AddRange(read.Diagnostics);
            if (read.Program is { } program)
                program.Dispose();
            else
                exit = ExitCode.FileWrong;
        }

        context.Say(found, asJson);
        return exit;
    }
}

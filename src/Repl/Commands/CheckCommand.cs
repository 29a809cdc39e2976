namespace Dag.Repl.Commands;

/// <summary><c>dag check</c>: says everything that is wrong with files, and runs nothing.</summary>
internal static class CheckCommand
{
    public static int Run(CommandContext context, IReadOnlyList<string> files, bool runPredicates, bool asJson)
    {
        var exit = ExitCode.Fine;
        foreach (var file in files)
        {
            var read = context.Session.Read(file, runPredicates);
            context.Say(read.Diagnostics, asJson);
            if (read.Program is { } program)
                program.Dispose();
            else
                exit = ExitCode.FileWrong;
        }

        return exit;
    }
}

using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Testing;
using Dag.Language.Diagnostics;

namespace Dag.Repl.Commands;

/// <summary><c>dag check</c>: says everything that is wrong with files, and runs nothing.</summary>
internal static class CheckCommand
{
    public static int Run(CommandContext context, IReadOnlyList<string> files, bool asJson)
    {
        var exit = ExitCode.Fine;
        var found = new List<Diagnostic>();
        foreach (var file in files)
        {
            var read = context.Engine.Read(file);
            found.AddRange(read.Diagnostics);
            if (read.Program is not { } program || !AreTestsRight(context, program, found))
                exit = ExitCode.FileWrong;
        }

        context.Report(found, asJson);
        return exit;
    }

    private static bool AreTestsRight(CommandContext context, DagProgram program, List<Diagnostic> found)
    {
        using (program)
        {
            var said = TestCheck.Run(context.Engine, program);
            found.AddRange(said);
            return !said.Any(diagnostic => diagnostic.IsError);
        }
    }
}

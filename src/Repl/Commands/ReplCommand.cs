using System.Text;
using Dag.Interpreter.Sessions;
using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Repl.Commands;

/// <summary><c>dag repl</c>: a file, or nothing yet, and statements said to it: with <c>-c</c> or from a pipe.</summary>
internal static class ReplCommand
{
    public static async Task<int> RunAsync(CommandContext context, string? file, EquatableList<string> statements, bool asJson, CancellationToken cancellation)
    {
        var read = file is null ? context.Session.ReadText(new SourceText("<prompt>", "")) : context.Session.Read(file);
        context.Say(read.Diagnostics, asJson);
        if (read.Program is not { } program)
            return ExitCode.FileWrong;

        using var workspace = new Workspace(context.Session, program, context.Clock);
        var talk = new Conversation(context, workspace, asJson, isQuiet: false);
        var exit = statements.IsEmpty
            ? await SayInputAsync(talk, cancellation).ConfigureAwait(false)
            : await SayAllAsync(talk, statements, cancellation).ConfigureAwait(false);
        foreach (var job in workspace.Jobs)
            await job.Work.ConfigureAwait(false);
        return exit;
    }

    private static async Task<int> SayAllAsync(Conversation talk, EquatableList<string> statements, CancellationToken cancellation)
    {
        foreach (var statement in statements.ToArray())
        {
            var exit = await talk.SayAsync(new SourceText("<command>", statement), cancellation).ConfigureAwait(false);
            if (exit != ExitCode.Fine)
                return exit;
        }

        return ExitCode.Fine;
    }

    // What comes from a pipe is a text like a file's: it is read to its end before any of it is done.
    private static async Task<int> SayInputAsync(Conversation talk, CancellationToken cancellation)
    {
        using var input = new StreamReader(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(0, ownsHandle: false), FileAccess.Read), Encoding.UTF8);
        return await talk.SayAsync(new SourceText("<input>", await input.ReadToEndAsync(cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
    }
}

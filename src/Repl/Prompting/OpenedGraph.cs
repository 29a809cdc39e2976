using Dag.Interpreter.Host.Sessions;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Repl.Commands;
using Dag.Repl.Editing;

namespace Dag.Repl.Prompting;

/// <summary>The graph that a prompt is about, and what was wrong with the file it was read from; nothing of a wrong file is taken.</summary>
internal sealed record OpenedGraph(Session Session, EquatableList<Diagnostic> Diagnostics, bool IsWrong)
{
    /// <summary>The names that there were when it was opened.</summary>
    public EnvNames Names { get; } = EnvNames.Of(Session.Env);

    public static OpenedGraph Open(CommandContext context, string? file)
    {
        var read = file is null ? null : context.Engine.Read(file);
        if (read?.Program is { } program)
            return new(new Session(context.Engine, program, context.Clock), read.Diagnostics, IsWrong: false);

        var empty = context.Engine.ReadText(new SourceText("<prompt>", ""));
        return empty.Program is { } nothing
            ? new(new Session(context.Engine, nothing, context.Clock), read?.Diagnostics ?? [], IsWrong: read is not null)
            : throw new InvalidOperationException("the standard library cannot be read: " + string.Join(" ", empty.Diagnostics.Select(each => each.Message)));
    }
}

using Dag.Interpreter.Host.Saving;
using Dag.Language.Formatting;
using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag fmt</c>: puts files into the one layout. A file with a mistake in the way it is written is left alone.</summary>
internal static class FormatCommand
{
    public static int Run(CommandContext context, IReadOnlyList<string> files, bool checkOnly)
    {
        var exit = ExitCode.Fine;
        foreach (var file in files)
        {
            var ended = file == "-" ? FromInput(context, checkOnly) : One(context, file, checkOnly);
            exit = exit is ExitCode.Fine or ExitCode.FoundSomethingToDo && ended != ExitCode.Fine ? ended : exit;
        }

        return exit;
    }

    private static int FromInput(CommandContext context, bool checkOnly)
    {
        using var input = StandardInput.Open();
        var tree = Parser.Parse(new SourceText("<input>", input.ReadToEnd()));
        if (IsWrong(context, tree))
            return ExitCode.FileWrong;

        var formatted = Formatter.Format(tree);
        if (checkOnly)
            return formatted == tree.Source.Text ? ExitCode.Fine : ExitCode.FoundSomethingToDo;

        context.Terminal.WriteData(formatted);
        return ExitCode.Fine;
    }

    private static int One(CommandContext context, string file, bool checkOnly)
    {
        if (!SourceFile.TryRead(context.Reader, file, asked: null, out var source, out var problem))
        {
            context.Report([problem], asJson: false);
            return ExitCode.FileWrong;
        }

        var tree = Parser.Parse(source);
        if (IsWrong(context, tree))
            return ExitCode.FileWrong;

        var formatted = Formatter.Format(tree);
        if (formatted == source.Text)
            return ExitCode.Fine;

        var exit = checkOnly ? ExitCode.FoundSomethingToDo : Write(context, file, formatted);
        if (exit != ExitCode.EngineFailed)
            context.Terminal.Write(VisibleText.OfOneLine(file) + "\n");
        return exit;
    }

    private static bool IsWrong(CommandContext context, SyntaxTree tree)
    {
        context.Report([.. tree.Diagnostics], asJson: false);
        return tree.Diagnostics.Any(diagnostic => diagnostic.IsError);
    }

    private static int Write(CommandContext context, string file, string formatted)
    {
        if (SourceWriting.WhyNotWritten(file, formatted) is not { } reason)
            return ExitCode.Fine;

        context.Report([CommandErrors.NotWritten(file, reason)], asJson: false);
        return ExitCode.EngineFailed;
    }
}

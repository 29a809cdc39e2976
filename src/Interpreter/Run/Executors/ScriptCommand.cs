using System.Text;
using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Executors;

/// <summary>
/// The program and arguments that run a script. A short text goes into the place <c>{text}</c>; a long one, or one of a language that asks
/// for a <c>{script}</c>, into a file of the trial. What follows the place up to the end of the argument is the file's ending: <c>{script}.ps1</c>.
/// </summary>
internal sealed record ScriptCommand(string Program, EquatableList<string> Arguments)
{
    public const string TextPlace = "{text}";
    public const string ScriptPlace = "{script}";

    // The kernel takes at most 128 KB in one argument.
    private const int LongestArgument = 100 * 1024;
    private const string TextFollows = "-c";

    public static ScriptCommand Of(ScriptRequest order)
    {
        var command = order.Language.Command;
        if (command.Contains(TextPlace))
        {
            if (Encoding.UTF8.GetMaxByteCount(order.Text.Length) <= LongestArgument || Encoding.UTF8.GetByteCount(order.Text) <= LongestArgument)
                return From(order, command.Map(part => part == TextPlace ? order.Text : part));
            command = command.Where(part => part != TextFollows).Select(part => part == TextPlace ? ScriptPlace : part).ToEquatableList();
        }
        if (!command.Any(part => part.Contains(ScriptPlace, StringComparison.Ordinal)))
            command = command.Add(ScriptPlace);

        var script = PathIn(order.Folder);
        File.WriteAllText(script + Ending(command), order.Text);
        return From(order, command.Map(part => part.Replace(ScriptPlace, script, StringComparison.Ordinal)));
    }

    private static ScriptCommand From(ScriptRequest order, EquatableList<string> command) => new(ProgramOf(order, command[0]), EquatableList.Of(command.Span[1..]));

    // A name is looked for in PATH; a path is relative to the file that declares the language.
    private static string ProgramOf(ScriptRequest order, string program)
        => program.Contains('/') && !Path.IsPathRooted(program) && order.Language.At is { } at
            ? Path.GetFullPath(program, Path.GetDirectoryName(Path.GetFullPath(at.Source.Path)) ?? "/")
            : program;

    /// <summary>The path of the file that a script is written to, without its ending.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "script");

    private static string Ending(EquatableList<string> command)
    {
        var part = command.First(part => part.Contains(ScriptPlace, StringComparison.Ordinal));
        var ending = part[(part.IndexOf(ScriptPlace, StringComparison.Ordinal) + ScriptPlace.Length)..];
        return ending.StartsWith('.') ? ending : "";
    }
}

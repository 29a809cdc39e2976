using Dag.Language.Diagnostics;

namespace Dag.Repl.Prompting;

/// <summary>What can be wrong with what only a prompt has.</summary>
internal static class PromptErrors
{
    public static Diagnostic NothingToCopyTo(string what)
        => new("DAG7070", null, "missing the file to copy to") { Hint = $"copy {what} to \"{what.Split('.', '(', ' ')[0]}.csv\"" };

    public static Diagnostic NotCopied(string what, string path, string why)
        => new("DAG7071", null, $"cannot copy {what} to '{path}': {why.TrimEnd('.')}");

    public static Diagnostic HasNoValue(string what)
        => new("DAG7072", null, $"'{what}' has no value to copy") { Hint = "copy takes a task that has been made, or C# that gives a value" };

    public static Diagnostic OnlyAtTerminal(string word)
        => new("DAG7073", null, $"'{word}' needs a prompt at a terminal");

    public static Diagnostic NoEditor(string editor, string why)
        => new("DAG7074", null, $"cannot start the editor '{editor}': {why.TrimEnd('.')}") { Hint = "name another with EDITOR=nano dag …" };

    public static Diagnostic NothingToEdit()
        => new("DAG7075", null, "nothing has been typed yet that could be edited") { Hint = "edit TASK opens the declaration of a task" };

    public static Diagnostic NoSuchTask(string name, string? hint)
        => new("DAG7076", null, $"unknown task '{name}'") { Hint = hint ?? "show all lists the tasks" };

    public static Diagnostic NoMore()
        => new("DAG7077", null, "there is no more of the last output") { Hint = "more shows the rest of what did not fit the window" };

    public static Diagnostic Secret(string what)
        => new("DAG7078", null, $"'{what}' is a secret, which is not written to a file");
}

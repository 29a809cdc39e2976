using Dag.Language.Diagnostics;

namespace Dag.Repl.CommandLine;

/// <summary>What can be wrong with the words on the command line.</summary>
internal static class CommandLineErrors
{
    public static Diagnostic UnknownVerb(string word, string? hint)
        => new("DAG7001", null, $"'{word}' is not a command.") { Hint = hint ?? "dag --help lists them" };

    public static Diagnostic Wrong(string message, string? hint)
        => new("DAG7002", null, $"{message.TrimEnd('.')}.") { Hint = hint };

    public static Diagnostic UnknownFlag(string flag, string? hint)
        => new("DAG7003", null, $"'{flag}' is not a flag of this command.") { Hint = hint };

    public static Diagnostic NotASetting(string text)
        => new("DAG7004", null, $"'{text}' sets nothing: --set wants task.option=value.");

    public static Diagnostic NotACount(string text)
        => new("DAG7005", null, $"-j wants a whole number of at least 1, but this is '{text}'.");

    public static Diagnostic NothingSaid(string file)
        => new("DAG7006", null, $"what is to be done with '{file}' is not said.") { Hint = $"run it with dag run {file}" };
}

using Dag.Language.Diagnostics;

namespace Dag.Repl.CommandLine;

/// <summary>What can be wrong with the words on the command line.</summary>
internal static class CommandLineErrors
{
    public static Diagnostic UnknownVerb(string word, string? hint, bool isFolder)
        => new("DAG7001", null, $"unknown command '{word}'") { Hint = hint ?? (isFolder ? "it is a folder: name a .dag file in it" : "dag --help lists the commands") };

    public static Diagnostic OperandMissing(Verb verb, Operand operand, string? hint = null)
        => new("DAG7002", null, $"missing {operand.Wanted}") { Hint = hint, Usage = verb.Usage };

    /// <param name="verb">The verb it stands after, or null before any.</param>
    public static Diagnostic UnknownFlag(string flag, string? verb, string? hint)
    {
        var command = verb is null ? "dag" : $"dag {verb}";
        return new("DAG7003", null, $"unknown flag '{flag}' of {command}") { Hint = hint ?? $"{command} --help lists the flags" };
    }

    public static Diagnostic NotASetting(string text)
        => new("DAG7004", null, $"invalid value for --set: expected task.option=value, found '{text}'");

    public static Diagnostic NotACount(string text)
        => new("DAG7005", null, $"invalid value for --jobs: expected a whole number of at least 1, found '{text}'");

    public static Diagnostic WantsAValue(Flag flag)
        => new("DAG7007", null, $"missing value for {flag.Name}") { Usage = flag.ToString() };

    public static Diagnostic TakesNoValue(Flag flag)
        => new("DAG7008", null, $"{flag.Name} takes no value");

    public static Diagnostic NotAChoice(Flag flag, string text, string? hint)
        => new("DAG7009", null, $"invalid value for {flag.Name}: expected one of {string.Join(", ", flag.Choices)}, found '{text}'") { Hint = hint };

    public static Diagnostic TooMuch(string word, Verb verb)
        => new("DAG7010", null, $"unexpected argument '{word}'") { Usage = verb.Usage };

    public static Diagnostic NotShow(string word)
        => new("DAG7032", null, $"unexpected argument '{word}' of dag runs") { Usage = "dag runs [show RUN]" };

    public static Diagnostic UnknownAction(string word, Operand action, string? hint)
        => new("DAG7033", null, $"unknown action '{word}'; expected {action.Wanted}") { Hint = hint };

    /// <param name="what">The flag, or the variable that stands for it.</param>
    public static Diagnostic NotASize(string what, string text)
        => new("DAG7036", null, $"invalid value for {what}: expected a size such as 512MB, found '{text}'") { Hint = "write sizes with KB, MB or GB: 512MB, 8GB; 0KB keeps no product in memory" };

    /// <param name="what">The flag, or the variable that stands for it.</param>
    public static Diagnostic NotAFolder(string what, string path)
        => new("DAG7038", null, $"invalid value for {what}: '{path}' is a file, not a folder");

    public static Diagnostic NotTogether(Flag flag, Flag other, string hint)
        => new("DAG7039", null, $"{flag.Name} and {other.Name} cannot be used together") { Hint = hint };

    public static Diagnostic NotADuration(string text)
        => new("DAG7034", null, $"invalid value for --older: expected a duration such as 30d, found '{text}'");
}

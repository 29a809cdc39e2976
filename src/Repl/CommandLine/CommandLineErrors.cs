using Dag.Language.Diagnostics;

namespace Dag.Repl.CommandLine;

/// <summary>What can be wrong with the words on the command line.</summary>
internal static class CommandLineErrors
{
    public static Diagnostic UnknownVerb(string word, string? hint, bool isFolder)
        => new("DAG7001", null, $"'{word}' is not a command.") { Hint = hint ?? (isFolder ? "it is a folder: name a .dag file in it" : "dag --help lists them") };

    public static Diagnostic OperandMissing(Verb verb, Operand operand)
        => new("DAG7002", null, $"dag {verb.Name} wants {operand.Wanted}.") { Hint = $"it is written {verb.Usage}" };

    /// <param name="verb">The verb it stands after, or null before any.</param>
    public static Diagnostic UnknownFlag(string flag, string? verb, string? hint)
    {
        var command = verb is null ? "dag" : $"dag {verb}";
        return new("DAG7003", null, $"'{flag}' is not a flag of {command}.") { Hint = hint ?? $"{command} --help lists them" };
    }

    public static Diagnostic NotASetting(string text)
        => new("DAG7004", null, $"'{text}' sets nothing: --set wants task.option=value.");

    public static Diagnostic NotACount(string text)
        => new("DAG7005", null, $"--jobs wants a whole number of at least 1, but this is '{text}'.");

    public static Diagnostic WantsAValue(Flag flag)
        => new("DAG7007", null, $"{flag.Name} wants a value.") { Hint = $"it is written {flag}" };

    public static Diagnostic TakesNoValue(Flag flag)
        => new("DAG7008", null, $"{flag.Name} takes no value.");

    public static Diagnostic NotAChoice(Flag flag, string text, string? hint)
        => new("DAG7009", null, $"{flag.Name} is one of {string.Join(", ", flag.Choices)}, but this is '{text}'.") { Hint = hint };

    public static Diagnostic TooMuch(string word, Verb verb)
        => new("DAG7010", null, $"'{word}' is one word too many.") { Hint = $"it is written {verb.Usage}" };

    public static Diagnostic NotShow(string word)
        => new("DAG7032", null, $"dag runs takes nothing, or show and a run, but this is '{word}'.") { Hint = "it is written dag runs show RUN" };

    public static Diagnostic UnknownAction(string word, Operand action, string? hint)
        => new("DAG7033", null, $"dag cache wants {action.Wanted}, but this is '{word}'.") { Hint = hint };

    /// <param name="what">The flag, or the variable that stands for it.</param>
    public static Diagnostic NotASize(string what, string text)
        => new("DAG7036", null, $"{what} wants a size such as 512MB, but this is '{text}'.") { Hint = "sizes are written with KB, MB or GB: 512MB, 8GB; 0KB keeps no product in memory" };

    /// <param name="what">The flag, or the variable that stands for it.</param>
    public static Diagnostic NotAFolder(string what, string path)
        => new("DAG7038", null, $"{what} wants a folder for state, but '{path}' is a file.");

    public static Diagnostic NotTogether(Flag flag, Flag other)
        => new("DAG7039", null, $"{flag.Name} and {other.Name} cannot be given together.") { Hint = $"with {other.Name} a product is a field of a line of JSON, on a terminal too" };

    public static Diagnostic NotADuration(string text)
        => new("DAG7034", null, $"--older wants a duration such as 30d, but this is '{text}'.");
}

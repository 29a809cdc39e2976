using Dag.Language.Declarations;

namespace Dag.Language.Checking;

/// <summary>
/// The names under which a script would not see what it is given: those that every script has, those that a shell or Python sets itself, and those that
/// change how the script runs. Found by giving each to a script and looking at what it sees; a test does so again.
/// </summary>
public static class ReservedNames
{
    private static readonly HashSet<string> OfEveryScript = ["OUT", "PATH", "HOME", "LANG", "TMPDIR"];

    // What a loader puts into every process of the script.
    private static readonly HashSet<string> OfTheLoader = ["LD_PRELOAD", "LD_AUDIT"];

    // Whatever the language: 'sh' is bash on many systems, and 'python3' may be a script of bash that looks for one.
    private static readonly HashSet<string> SetByShells =
    [
        "_", "IFS", "PWD", "OLDPWD", "PPID", "OPTIND", "OPTARG", "OPTERR", "LINENO", "PS1", "PS2", "PS4", "SHLVL", "UID", "EUID", "GROUPS", "RANDOM", "SRANDOM", "SECONDS",
        "EPOCHSECONDS", "EPOCHREALTIME", "FUNCNAME", "DIRSTACK", "PIPESTATUS", "SHELLOPTS", "BASHOPTS", "BASHPID", "BASH", "HISTCMD", "COMP_WORDBREAKS", "REPLY", "MAPFILE", "COPROC",
    ];

    private static readonly HashSet<string> ChangingShells = ["ENV", "BASH_ENV", "CDPATH", "GLOBIGNORE", "EXECIGNORE", "FUNCNEST", "POSIXLY_CORRECT", "TMOUT", "TIMEFORMAT"];

    /// <summary>What an option or a dep of that name would stand for in a script; null where it stands for itself.</summary>
    public static string? MeaningOf(string name, LanguageDeclaration? language)
        => OfEveryScript.Contains(name) ? "a variable of every script"
            : OfTheLoader.Contains(name) ? "a variable of the dynamic loader"
            : ChangingShells.Contains(name) ? "a variable that changes how shells behave"
            : MeaningWhereSet(name, language);

    /// <summary>The same of a variable that is let in from outside, which may change how the script runs: that is what it is let in for.</summary>
    public static string? MeaningWhereSet(string name, LanguageDeclaration? language)
        => SetByShells.Contains(name) || (name.StartsWith("BASH_", StringComparison.Ordinal) && name != "BASH_ENV") ? "a variable that shells set"
            : name == "LC_CTYPE" && IsPython(language) ? "a variable that Python sets"
            : null;

    private static bool IsPython(LanguageDeclaration? language)
        => language is { Command: { IsEmpty: false } command } && command[0][(command[0].LastIndexOf('/') + 1)..].StartsWith("python", StringComparison.Ordinal);
}

using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Checking;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Working;

/// <summary>
/// Every name that bash, dash, Python or the loader has a use for is either refused for a script's variables, or the script sees what it was given,
/// in itself and in what it starts.
/// </summary>
public sealed class ReservedNamesTests : IDisposable
{
    // Those of the manuals: bash(1) "Shell Variables", dash(1), POSIX, ld.so(8), python(1).
    private static readonly string[] Candidates = """
        _ BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND BASH_EXECUTION_STRING BASH_LINENO BASH_LOADABLES_PATH BASH_REMATCH BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO
        BASH_VERSION BASH_COMPAT BASH_ENV BASH_XTRACEFD COMP_CWORD COMP_KEY COMP_LINE COMP_POINT COMP_TYPE COMP_WORDBREAKS COMP_WORDS COMPREPLY COPROC DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS
        HISTCMD HOSTNAME HOSTTYPE LINENO MACHTYPE MAPFILE OLDPWD OPTARG OPTIND OPTERR OSTYPE PIPESTATUS PPID PWD RANDOM READLINE_LINE READLINE_POINT REPLY SECONDS SHELLOPTS SHLVL SRANDOM UID CDPATH
        CHILD_MAX COLUMNS EMACS ENV EXECIGNORE FCEDIT FIGNORE FUNCNEST GLOBIGNORE HISTCONTROL HISTFILE HISTFILESIZE HISTIGNORE HISTSIZE HISTTIMEFORMAT HOSTFILE IFS IGNOREEOF INPUTRC LINES MAIL MAILCHECK
        MAILPATH POSIXLY_CORRECT PROMPT_COMMAND PROMPT_DIRTRIM PS0 PS1 PS2 PS3 PS4 SHELL TIMEFORMAT TMOUT auto_resume histchars LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME LD_PRELOAD LD_AUDIT
        LD_LIBRARY_PATH PYTHONPATH PYTHONSTARTUP PYTHONOPTIMIZE TZ TERM USER LOGNAME OUT PATH HOME LANG TMPDIR
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly CallerVariables Caller = new(new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["HOME"] = "/home/x" });

    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Theory]
    [InlineData("sh", "for name in NAMES; do eval \"printf '%s=%s\\n' $name \\\"\\${$name-}\\\"\"; done")]
    [InlineData("sh", "env | sort")]
    [InlineData("bash", "for name in NAMES; do printf '%s=%s\\n' $name \"${!name-}\"; done")]
    [InlineData("bash", "env | sort")]
    [InlineData("python", "import os\nfor name in 'NAMES'.split(): print(name + '=' + os.environ.get(name, ''))")]
    public async Task What_is_not_refused_is_seen_as_it_was_given(string language, string script)
    {
        var declared = Languages.Of()[new(language)];
        var allowed = Candidates.Where(name => ReservedNames.MeaningOf(name, declared) is null).ToList();
        var seen = await Run(declared, script.Replace("NAMES", string.Join(' ', allowed)), allowed);
        allowed.Where(name => !seen.Contains($"{name}=given to {name}")).ShouldBeEmpty();
        File.ReadAllText(workshop.In("trial/stderr.log")).ShouldBe("");
    }

    [Theory]
    [InlineData("bash", "PWD", "PPID", "IFS", "RANDOM", "LINENO", "SHLVL", "_", "BASH_VERSION", "OPTIND")]
    [InlineData("sh", "PWD", "PPID", "IFS")]
    public async Task What_is_refused_is_not_seen_as_it_was_given(string language, params string[] names)
    {
        var declared = Languages.Of()[new(language)];
        foreach (var name in names)
        {
            ReservedNames.MeaningOf(name, declared).ShouldBe("a variable that shells set");
            (await Run(declared, "env | sort", [name])).ShouldNotContain($"{name}=given to {name}");
        }
    }

    [Fact]
    public void Python_sets_the_locale_of_characters_itself_and_a_shell_does_not()
        => (ReservedNames.MeaningOf("LC_CTYPE", Languages.Of()[new("python")]), ReservedNames.MeaningOf("LC_CTYPE", Languages.Of()[new("sh")])).ShouldBe(("a variable that Python sets", null));

    private async Task<HashSet<string>> Run(LanguageDeclaration language, string script, IEnumerable<string> names)
    {
        var folder = workshop.In("trial");
        var variables = names.Select(name => new ScriptVariable(name, new EnvironmentValue.Text($"given to {name}")));
        using var folders = new TrialFolders();
        await new ScriptRunner(workshop.Starter, folders, Caller).RunAsync(new ScriptRequest(language, script, [.. variables], [], folder, Path.Combine(folder, "out")), CancellationToken.None);
        return [.. File.ReadAllLines(Path.Combine(folder, "stdout.log"))];
    }
}

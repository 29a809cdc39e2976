using System.Collections.Frozen;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Executors;

/// <summary>
/// A script that has nothing for a shell to do but to start one program: its words, and where its streams lead. The program is started without a shell
/// then, which would take longer than many programs do.
/// </summary>
internal sealed record PlainCommand(EquatableList<string> Words, EquatableList<Redirection> Redirections)
{
    private const string SearchPath = "PATH";

    // What the shell does itself, in whichever sh a system has, and the words that begin a statement of its own.
    private static readonly FrozenSet<string> OfTheShell = FrozenSet.Create(
        StringComparer.Ordinal,
        "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "namespace", "select", "then", "time", "until", "while",
        ".", ":", "alias", "bg", "bind", "break", "builtin", "caller", "cd", "chdir", "command", "compgen", "complete", "compopt", "continue", "declare", "dirs", "disown",
        "echo", "enable", "eval", "exec", "exit", "export", "false", "fc", "fg", "getopts", "global", "hash", "help", "hist", "history", "inlib", "jobs", "kill", "let", "local",
        "logout", "mapfile", "newgrp", "popd", "print", "printf", "pushd", "pwd", "read", "readarray", "readonly", "realpath", "rename", "return", "set", "shift", "shopt", "sleep", "source",
        "suspend", "test", "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "vpath", "wait", "whence");

    // Variables that a shell sets anew, or reads for itself, before it starts anything.
    private static readonly FrozenSet<string> Shells = FrozenSet.Create(
        StringComparer.Ordinal,
        "_", "COMP_WORDBREAKS", "DIRSTACK", "ENV", "EPOCHREALTIME", "EPOCHSECONDS", "EUID", "FPATH", "FUNCNAME", "FUNCNEST", "GROUPS", "HISTCMD", "HOSTNAME", "HOSTTYPE", "IFS", "KSHEGID", "KSHUID",
        "LINENO", "MACHTYPE", "OLDPWD", "OPTARG", "OPTERR", "OPTIND", "OSTYPE", "PGRP", "PIPESTATUS", "POSIXLY_CORRECT", "PPID", "PS1", "PS2", "PS3", "PS4", "PWD", "RANDOM", "REPLY", "SECONDS", "SHELL", "SHELLOPTS", "SHLVL", "SRANDOM",
        "UID", "USER_ID");

    /// <summary>
    /// Null where anything is not as plain as that: there the shell decides. It does as well where a value that stands without quotes is more than a
    /// word, and where a stream leads to what is neither a file nor new, since to open that may take until somebody else opens it too.
    /// </summary>
    public static PlainCommand? Parse(string script, EquatableList<EnvironmentEntry> environment, string folder)
    {
        if (script.Contains('\0', StringComparison.Ordinal) || !AreOnlyPassedOn(environment) || new PlainCommandReader(script, environment).Read() is not { } found)
            return null;

        var name = found.Words[0];
        if (OfTheShell.Contains(name) || name.Contains('=', StringComparison.Ordinal))
            return null;

        foreach (var redirection in found.Redirections)
        {
            if (!MayBeOpened(redirection, folder))
                return null;
        }

        return found;
    }

    private static bool AreOnlyPassedOn(EquatableList<EnvironmentEntry> environment)
    {
        var mayBeSearched = false;
        foreach (var (name, value) in environment)
        {
            if (!PlainCommandReader.IsName(name) || Shells.Contains(name) || name.StartsWith("BASH", StringComparison.Ordinal) || (name == SearchPath && !IsPlainPath(value)))
                return false;
            mayBeSearched |= name == SearchPath;
        }

        return mayBeSearched;
    }

    /// <summary>
    /// Whether programs have one path each there. What is relative is called so by a shell, and what ends with a slash in one of two ways; in some, a percent sign is
    /// one of their own.
    /// </summary>
    private static bool IsPlainPath(string path)
    {
        for (var at = 0; at < path.Length; at++)
        {
            var (isFirst, isLast) = (at == 0 || path[at - 1] == ':', at == path.Length - 1 || path[at + 1] == ':');
            if (path[at] == '%' || (isFirst && path[at] != '/') || (isLast && path[at] is '/' or ':'))
                return false;
        }

        return path.Length > 0;
    }

    private static bool MayBeOpened(Redirection redirection, string folder) => redirection switch
    {
        Redirection.From(_, var path) => IsNothing(path) || FileState.IsPlain(Path.Combine(folder, path)),
        Redirection.To(_, var path, _) => IsNothing(path) || FileState.IsPlain(Path.Combine(folder, path), orNone: true),
        _ => true,
    };

    private static bool IsNothing(string path) => path == "/dev/null";
}

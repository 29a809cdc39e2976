using Dag.Interpreter.Run.Processes;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Executors;

/// <summary>
/// One script to be run in <paramref name="Folder"/>, the trial's own: it starts there, its logs and JSON files are written there.
/// It sees its variables, those of the caller that are always passed or named in <paramref name="PassedOn"/>, and OUT.
/// </summary>
internal sealed record ScriptRequest(
    LanguageDeclaration Language,
    string Text,
    EquatableList<ScriptVariable> Variables,
    EquatableList<string> PassedOn,
    string Folder,
    string OutPath)
{
    internal const string StandardOutputName = "stdout.log";
    internal const string StandardErrorName = "stderr.log";

    /// <summary>Where its logs and JSON files are written instead, since there are secrets in them; null where there are none.</summary>
    internal string? PrivateFolder { get; init; }

    /// <summary>The folders whose files it imports.</summary>
    internal EquatableList<string> ModuleFolders { get; init; } = [];

    public string StandardOutputPath => StandardOutputIn(PrivateFolder ?? Folder);

    public string StandardErrorPath => StandardErrorIn(PrivateFolder ?? Folder);

    internal static string StandardOutputIn(string folder) => Path.Combine(folder, StandardOutputName);

    internal static string StandardErrorIn(string folder) => Path.Combine(folder, StandardErrorName);
}

/// <summary>How a script ended and what it left; a script that failed left nothing.</summary>
internal sealed record ScriptExit(ProcessExit Process, ProcessProduct Product);

/// <summary>An option or a dep, as a script sees it.</summary>
internal sealed record ScriptVariable(string Name, EnvironmentValue Value);

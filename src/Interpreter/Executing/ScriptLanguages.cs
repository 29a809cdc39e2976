using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Executing;

/// <summary>
/// The languages known without a declaration. A failing line fails the task in both shells; of a pipeline sh asks only the last command,
/// as POSIX has it, and bash asks all.
/// </summary>
public static class ScriptLanguages
{
    public static OrderedMap<LanguageName, LanguageDeclaration> BuiltIn { get; } = OrderedMap<LanguageName, LanguageDeclaration>.From(
    [
        Known("sh", ["/bin/sh", "-e", "-c", ScriptCommand.TextPlace]),
        Known("bash", ["bash", "-eo", "pipefail", "-c", ScriptCommand.TextPlace]),
        Known("python", ["python3", ScriptCommand.ScriptPlace]),
    ]);

    /// <summary>A declared language goes before a built-in one of the same name.</summary>
    public static LanguageDeclaration? Find(LanguageName name, OrderedMap<LanguageName, LanguageDeclaration> declared)
        => declared.TryGet(name, out var found) || BuiltIn.TryGet(name, out found) ? found : null;

    private static KeyValuePair<LanguageName, LanguageDeclaration> Known(string name, EquatableList<string> command)
        => KeyValuePair.Create(new LanguageName(name), new LanguageDeclaration(new LanguageName(name), command, At: null));
}

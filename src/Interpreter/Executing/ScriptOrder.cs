using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Executing;

/// <summary>
/// One script to be run in <paramref name="Folder"/>, the trial's own: it starts there, its logs and JSON files are written there.
/// It sees its variables, those of the caller that are always passed or named in <paramref name="PassedOn"/>, and OUT.
/// </summary>
public sealed record ScriptOrder(
    LanguageDeclaration Language,
    string Text,
    EquatableList<ScriptVariable> Variables,
    EquatableList<string> PassedOn,
    string Folder,
    string OutPath)
{
    public string StandardOutputPath => Path.Combine(Folder, "stdout.log");

    public string StandardErrorPath => Path.Combine(Folder, "stderr.log");
}

using System.Diagnostics;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Executors;

/// <summary>
/// All that a script sees: of the caller's variables the usual few and the named ones, over them its options and deps, over these OUT.
/// Values that are no text are written beside the logs as NAME.json.
/// </summary>
internal static class ScriptEnvironment
{
    private const string Out = "OUT";

    public static EquatableList<EnvironmentEntry> Of(ScriptRequest order, CallerVariables caller)
    {
        var entries = new List<EnvironmentEntry>(CallerVariables.AlwaysPassed.Count + order.PassedOn.Count + order.Variables.Count + 1);
        foreach (var name in CallerVariables.AlwaysPassed)
            PassOn(name);
        foreach (var name in order.PassedOn.Span)
            PassOn(name);
        if (!order.ModuleFolders.IsEmpty)
            PutModules(entries, order, caller);
        foreach (var variable in order.Variables.Span)
            Put(entries, new(variable.Name, TextOf(variable, order)));
        Put(entries, new(Out, order.OutPath));
        return entries.ToEquatableList();

        void PassOn(string name)
        {
            if (caller.Find(name) is { } value)
                Put(entries, new(name, value));
        }
    }

    // Where the languages that have one look for modules, what the caller lets in there behind its own.
    private static void PutModules(List<EnvironmentEntry> entries, ScriptRequest order, CallerVariables caller)
    {
        var folders = string.Join(Path.PathSeparator, order.ModuleFolders);
        Put(entries, new("DAG_MODULES", folders));
        if (SearchPathOf(order.Language.Name.Text) is not { } name)
            return;

        Put(entries, new(name, order.PassedOn.Contains(name) && caller.Find(name) is { Length: > 0 } own ? $"{folders}{Path.PathSeparator}{own}" : folders));
        // Beside its modules Python would leave files that count as little as they belong there.
        if (name == "PYTHONPATH")
            Put(entries, new("PYTHONDONTWRITEBYTECODE", "1"));
    }

    private static string? SearchPathOf(string language) => language switch
    {
        "python" => "PYTHONPATH",
        "ruby" => "RUBYLIB",
        "perl" => "PERL5LIB",
        "node" => "NODE_PATH",
        _ => null,
    };

    private static void Put(List<EnvironmentEntry> entries, EnvironmentEntry entry)
    {
        var place = entries.FindIndex(other => other.Name == entry.Name);
        if (place < 0)
            entries.Add(entry);
        else
            entries[place] = entry;
    }

    private static string TextOf(ScriptVariable variable, ScriptRequest order)
    {
        switch (variable.Value)
        {
            case EnvironmentValue.Text(var text):
                return text;
            case EnvironmentValue.File(var ending, var write):
                var path = Path.Combine(order.PrivateFolder ?? order.Folder, $"{variable.Name}.{ending}");
                using (var file = order.PrivateFolder is null ? File.Create(path) : PrivateFolders.CreateFile(path))
                    write(file);
                return path;
            default:
                throw new UnreachableException($"value {variable.Value}");
        }
    }
}

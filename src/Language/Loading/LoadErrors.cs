using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Loading;

/// <summary>What can be wrong with a file before it is read as a program. The place is the import that asked for it, or none for the file itself.</summary>
internal static class LoadErrors
{
    public static Diagnostic Missing(SourceLocation? at, string path, string? hint)
        => new("DAG1201", at, $"file '{path}' not found") { Hint = hint };

    public static Diagnostic IsFolder(SourceLocation? at, string path)
        => new("DAG1202", at, $"'{path}' is a folder, not a file") { Hint = "name a .dag file in it" };

    public static Diagnostic NotUtf8(SourceLocation? at, string path, int offset)
        => new("DAG1203", at, $"'{path}' is not valid UTF-8: invalid byte at position {offset + 1}") { Hint = "save it as UTF-8" };

    public static Diagnostic Refused(SourceLocation? at, string path, string reason)
        => new("DAG1204", at, $"cannot read '{path}': {reason}");

    public static Diagnostic UnknownModule(SourceLocation at, string module, string? hint)
        => new("DAG1205", at, $"unknown module '{module}'")
        {
            Hint = hint ?? "import a file of your own by its path: import \"lib/etl.dag\"",
        };

    public static Diagnostic ImportsTooDeep(SourceLocation? at, string path, int most)
        => new("DAG1207", at, $"'{path}' is imported through a chain of more than {most} files");

    public static Diagnostic CircularImport(SourceLocation at, string circle)
        => new("DAG1206", at, $"circular import: {circle}")
        {
            Hint = "move the declarations that both files need into a third file",
        };
}

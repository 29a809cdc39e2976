using System.Collections;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>The files and folders that a value names: itself, or its elements.</summary>
internal static class MissingFiles
{
    /// <summary>The first that is not there, or is something else; null where all are there.</summary>
    public static ClrValue? FindMissing(ClrValue value)
    {
        switch (value.Raw)
        {
            case DagFile file:
                return FileState.KindOf(file.Path) == FileKind.File ? null : value;
            case DagFolder folder:
                return FileState.KindOf(folder.Path) == FileKind.Folder ? null : value;
            case IDictionary pairs:
                return FindMissing(new ClrValue(pairs.Values));
            case IEnumerable elements and not string when MayHoldFiles(elements.GetType()):
                return elements.Cast<object?>().Select(element => FindMissing(new ClrValue(element))).FirstOrDefault(missing => missing is not null);
            default:
                return null;
        }
    }

    /// <summary>What stands in the place of one that is missing, as "a named pipe"; null where nothing does, so that it could still be made there.</summary>
    public static string? FindOther(ClrValue missing)
        => FileState.KindOf(PathOf(missing)) is var kind and not (FileKind.None or FileKind.Unknown) ? FileKinds.Describe(kind) : null;

    public static string PathOf(ClrValue named) => named.Raw is DagFolder folder ? folder.Path : (named.Raw as DagFile)?.Path ?? "";

    private static bool MayHoldFiles(Type type) => type.GetElementType() is not { } element || !(element.IsPrimitive || element == typeof(string));

    /// <summary>The message about a file or folder that is not there.</summary>
    public static Diagnostic Refuse(OptionName name, ClrValue missing, string origin, SourceLocation? at)
    {
        var path = PathOf(missing);
        var (shown, hint) = (PathBytes.Shown(path), RawFile.FindLink(path) is { } target ? $"it is a link to '{PathBytes.Shown(target)}', which does not exist" : NearName(path));
        return missing.Raw is DagFolder ? InvokingErrors.NoSuchFolder(at, name, origin, shown, hint) : InvokingErrors.NoSuchFile(at, name, origin, shown, hint);
    }

    private static string? NearName(string path)
    {
        var folder = Path.GetDirectoryName(path);
        try
        {
            return Directory.Exists(folder)
                ? Suggestion.For(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal))
                : null;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }
}

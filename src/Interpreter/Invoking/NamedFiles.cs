using System.Collections;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Invoking;

/// <summary>The files and folders that a value names: itself, or its elements.</summary>
internal static class NamedFiles
{
    /// <summary>The first that is not there, or null.</summary>
    public static ClrValue? FindMissing(ClrValue value)
    {
        switch (value.Raw)
        {
            case DagFile file:
                return File.Exists(file.Path) ? null : value;
            case DagFolder folder:
                return Directory.Exists(folder.Path) ? null : value;
            case IDictionary pairs:
                return FindMissing(new ClrValue(pairs.Values));
            case IEnumerable elements and not string when MayHoldFiles(elements.GetType()):
                return elements.Cast<object?>().Select(element => FindMissing(new ClrValue(element))).FirstOrDefault(missing => missing is not null);
            default:
                return null;
        }
    }

    private static bool MayHoldFiles(Type type) => type.GetElementType() is not { } element || !(element.IsPrimitive || element == typeof(string));
}

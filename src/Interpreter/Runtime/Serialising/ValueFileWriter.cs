using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Writes a value to a file as other programs read it: the extension says whether as JSON, as CSV or as text. A file or folder is copied as it is, and may be
/// written to. What is there appears whole or not at all.
/// </summary>
public static class ValueFileWriter
{
    private const string Forms = "use .json, .csv or .txt";

    /// <summary>Why the value cannot be written there; null where it was.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    public static string? Write(ClrValue value, string path)
    {
        if (value.Raw is DagFile file)
            return Make(path, temporary => CopyFile(file.Path, temporary));
        if (value.Raw is DagFolder folder)
            return CopyFolder(folder.Path, path);

        return TryText(value, Path.GetExtension(path), out var why) is { } text ? Make(path, temporary => File.WriteAllText(temporary, text, new UTF8Encoding(false))) : why;
    }

    /// <summary>The text of a value in the form that an extension names; null with the reason where it has none.</summary>
    public static string? TryText(ClrValue value, string extension, out string why)
    {
        why = "";
        switch (extension.ToLowerInvariant())
        {
            case ".json":
                return Json(value, out why) is { } json ? json + "\n" : null;
            case ".csv":
                return Json(value, out why) is { } rows ? Csv(rows, out why) : null;
            case ".txt" or ".md" or ".log":
                return PlainText(value);
            case "":
                why = $"a value is written by the extension of its file, and this has none: {Forms}";
                return null;
            default:
                why = $"a value cannot be written as '{extension}': {Forms}";
                return null;
        }
    }

    private static string? Make(string path, Action<string> make)
    {
        if (Directory.Exists(path))
            return "it is a folder";

        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? ".");
        AtomicFile.Write(full, $"{full}.{Environment.ProcessId}.new", make);
        return null;
    }

    // Not with the rights of a product, which nobody may write to.
    private static void CopyFile(string from, string to)
    {
        File.Copy(from, to, overwrite: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, File.GetUnixFileMode(to) | UnixFileMode.UserWrite | UnixFileMode.UserRead);
    }

    private static string? CopyFolder(string from, string to)
    {
        if (Path.Exists(to))
            return "it exists already; a folder is copied to a new place";

        var full = Path.GetFullPath(to);
        var temporary = $"{full}.{Environment.ProcessId}.new";
        try
        {
            CopyTree(from, temporary);
            Directory.Move(temporary, full);
        }
        catch
        {
            DiskError.BestEffort(() => Directory.Delete(temporary, recursive: true));
            throw;
        }

        return null;
    }

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo)
                CopyTree(entry.FullName, target);
            else
                CopyFile(entry.FullName, target);
        }
    }

    private static string? Json(ClrValue value, out string why)
    {
        why = "";
        try
        {
            return ProductJson.Print(value);
        }
        catch (NotSupportedException refused)
        {
            why = $"it cannot be written as JSON: {refused.Message.TrimEnd('.')}";
            return null;
        }
    }

    // A list of texts is its lines; anything else is as it is shown.
    private static string PlainText(ClrValue value)
    {
        var text = value.Raw is IEnumerable<string> lines ? string.Join('\n', lines) : ProductText.Print(value);
        return text.EndsWith('\n') || text.Length == 0 ? text : text + "\n";
    }

    private static string? Csv(string json, out string why)
    {
        using var document = JsonDocument.Parse(json);
        why = "only a list of flat records, of lists or of scalars has rows and columns";
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            return null;

        var rows = document.RootElement.EnumerateArray().ToList();
        var text = new StringBuilder();
        if (rows.TrueForAll(row => row.ValueKind == JsonValueKind.Object))
            return TryRecords(rows, text, ref why) ? text.ToString() : null;

        foreach (var row in rows)
        {
            var cells = row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().ToList() : [row];
            if (!cells.TrueForAll(IsScalar))
                return null;
            AppendRow(text, cells.Select(Cell));
        }

        return text.ToString();
    }

    private static bool TryRecords(List<JsonElement> rows, StringBuilder text, ref string why)
    {
        var names = rows.SelectMany(row => row.EnumerateObject().Select(field => field.Name)).Distinct().ToList();
        if (names.Count > 0)
            AppendRow(text, names);
        for (var i = 0; i < rows.Count; i++)
        {
            var fields = rows[i].EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
            if (fields.FirstOrDefault(field => !IsScalar(field.Value)).Key is { } nested)
            {
                why = $"field '{nested}' of row {i + 1} is not a scalar, so it has no place in a table";
                return false;
            }

            AppendRow(text, names.Select(name => fields.TryGetValue(name, out var value) ? Cell(value) : ""));
        }

        return true;
    }

    private static bool IsScalar(JsonElement cell) => cell.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => cell.ToString(),
    };

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append('\n');

    // As RFC 4180 has it, but that a line ends as it does on this system's tools.
    private static string Quoted(string cell)
        => cell.AsSpan().ContainsAny(",\"\r\n") || cell.StartsWith(' ') || cell.EndsWith(' ') ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}

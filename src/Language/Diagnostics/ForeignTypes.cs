namespace Dag.Language.Diagnostics;

/// <summary>Types of C#, Python and other languages by the names that new users write, and the types of the standard library that stand for them.</summary>
internal static class ForeignTypes
{
    /// <summary>The hint for an unknown type of that name, or null where no other language is known to have it.</summary>
    public static string? FindHint(string name) => name switch
    {
        "List" or "list" or "array" or "Array" or "vector" or "tuple" or "set" or "Set" => "declare the list: type Names list of Text",
        "Dictionary" or "dict" or "map" or "Map" or "HashMap" => "declare it by its C# type: type Counts of Dictionary<string, int>",
        "object" or "any" or "Any" or "dynamic" or "var" => "declare it by its C# type: type Answer of double[]",
        "void" or "None" or "unit" or "Void" => "leave 'product' out: a task without one is an action",
        "Decimal" or "Long" => "import std.numbers, which has it",
        _ => Find(name) is var (type, module, code) ? $"use {type}{(module is null ? "" : $" (import {module})")}, or declare a type of your own: type {ExampleOf(code)} of {code}" : null,
    };

    /// <summary>The hint for a type that is written where only the name of one may stand, such as <c>List&lt;int&gt;</c> or <c>list of Text</c>.</summary>
    public static string HintForWritten(string written)
    {
        if (ElementOf(written) is not { } element)
            return $"declare it and use its name: type {(written.EndsWith('?') ? "Maybe" : "Values")} of {written}";

        var type = Find(element) is var (known, _, _) ? known : element;
        return $"declare it and use its name: type {(type.EndsWith('s') ? type + "List" : type + "s")} list of {type}";
    }

    private static (string Type, string? Module, string Code)? Find(string name) => name switch
    {
        "int" or "Int32" or "Int" or "integer" or "INTEGER" or "System.Int32" or "i32" => ("Integer", null, "int"),
        "uint" or "nat" or "unsigned" => ("Natural", null, "uint"),
        "long" or "Int64" or "System.Int64" or "i64" => ("Long", "std.numbers", "long"),
        "double" or "Double" or "float" or "Float" or "float64" or "f64" or "real" or "number" or "numeric" or "System.Double" => ("Number", null, "double"),
        "decimal" or "money" => ("Decimal", "std.numbers", "decimal"),
        "bool" or "boolean" or "Bool" or "logical" or "System.Boolean" => ("Boolean", null, "bool"),
        "string" or "str" or "String" or "text" or "character" or "System.String" => ("Text", null, "string"),
        "DateTime" or "datetime" or "DateTimeOffset" or "timestamp" or "Timestamp" or "System.DateTime" => ("Moment", null, "DateTimeOffset"),
        "DateOnly" or "date" or "System.DateOnly" => ("Date", null, "DateOnly"),
        "TimeSpan" or "timedelta" or "duration" or "System.TimeSpan" => ("Duration", null, "TimeSpan"),
        "Uri" or "URL" or "url" or "uri" or "URI" => ("Url", null, "Uri"),
        "path" or "Path" or "file" or "FileInfo" or "FilePath" or "DagFile" => ("File", null, "DagFile"),
        "dir" or "Dir" or "directory" or "Directory" or "folder" or "DirectoryInfo" or "DagFolder" => ("Folder", null, "DagFolder"),
        "bytes" or "byte[]" or "blob" => ("Bytes", null, "byte[]"),
        _ => null,
    };

    private static string ExampleOf(string code) => code switch
    {
        "int" or "uint" or "long" => "Count",
        "double" => "Rate",
        "decimal" => "Price",
        "bool" => "Flag",
        "string" => "Title",
        "DateTimeOffset" => "Start",
        "DateOnly" => "Birthday",
        "TimeSpan" => "Delay",
        "Uri" => "Address",
        "DagFile" => "Report",
        "DagFolder" => "Site",
        _ => "Image",
    };

    private static string? ElementOf(string written)
    {
        if (written.EndsWith("[]", StringComparison.Ordinal))
            return IsName(written[..^2]) ? written[..^2] : null;
        if (written.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["list" or "List" or "array" or "Array", "of", var last])
            return IsName(last) ? last : null;

        var (open, close) = (written.IndexOfAny(['<', '[']), written.Length - 1);
        return open > 0 && written[close] is '>' or ']' && IsList(written[..open]) && IsName(written[(open + 1)..close]) ? written[(open + 1)..close] : null;
    }

    private static bool IsList(string name)
        => name is "List" or "IList" or "IEnumerable" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "Array" or "list" or "Sequence" or "Vec" or "array";

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
}

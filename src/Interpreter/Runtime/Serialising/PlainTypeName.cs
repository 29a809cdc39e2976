using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>What a value of a C# type is called in a message to people who write no C#: by the type of the standard library that has it, or by an example.</summary>
internal static class PlainTypeName
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(int)] = "Integer", [typeof(long)] = "Long", [typeof(double)] = "Number", [typeof(decimal)] = "Decimal", [typeof(bool)] = "Boolean",
        [typeof(string)] = "Text", [typeof(byte[])] = "Bytes", [typeof(DagFile)] = "File", [typeof(DagFolder)] = "Folder",
        [typeof(DateOnly)] = "a date like 2026-03-21", [typeof(TimeOnly)] = "a time like 09:30", [typeof(DateTime)] = "a moment like 2026-03-21T09:30:00Z",
        [typeof(DateTimeOffset)] = "a moment like 2026-03-21T09:30:00Z", [typeof(TimeSpan)] = "a duration like 90s",
        [typeof(Uri)] = "a URL like https://example.org", [typeof(Guid)] = "a GUID like 0f8fad5b-d9cb-469f-a165-70867728950e",
    };

    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner);
        if (Names.TryGetValue(type, out var name))
            return name;

        return ListTypes.ElementOf(type) is { } element ? $"a list of {ManyOf(element)}" : ClrTypeName.Of(type);
    }

    private static string ManyOf(Type element) => Of(element) switch
    {
        ['a', ' ', 'l', 'i', 's', 't', ' ', .. var rest] => $"lists {rest}",
        ['a', ' ', .. var example] when example.IndexOf(" like ", StringComparison.Ordinal) is > 0 and var like => $"{example[..like]}s{example[like..]}",
        var name => name,
    };
}

using System.Text;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Products that are neither files nor folders as what is written of them: a text and bytes as they are, any other value by the extension of the file.</summary>
internal static class ValueFile
{
    /// <summary>Why a value of a C# type cannot be written under a name; null where it can, as far as the type tells.</summary>
    public static Problem? FindProblem(Type type, string path)
    {
        if (type == typeof(string) || type == typeof(byte[]))
            return null;

        return ExtensionOf(path) switch
        {
            ".json" or ".txt" => null,
            ".csv" => FlatTable.CouldBe(type) == false ? Problem.NoTable : null,
            _ => Problem.OtherExtension,
        };
    }

    /// <exception cref="NotSupportedException">The value holds what cannot be written so; the message says what.</exception>
    public static byte[] Of(ClrValue value, string path)
    {
        if (value.Raw is byte[] bytes)
            return bytes;

        var text = value.Raw as string ?? ExtensionOf(path) switch
        {
            ".csv" => CsvText.Of(FlatTable.Find(value) ?? throw new NotSupportedException("it is not a list of flat records, and so cannot be written as CSV")),
            ".json" => JsonLayout.Of(ProductJson.Print(value)),
            _ => ProductText.Print(value),
        };
        return Encoding.UTF8.GetBytes(text.Length == 0 || text.EndsWith('\n') ? text : text + "\n");
    }

    private static string ExtensionOf(string path) => Path.GetExtension(path).ToLowerInvariant();

    /// <summary>What is wrong with the name for the value.</summary>
    public enum Problem
    {
        OtherExtension,
        NoTable,
    }
}

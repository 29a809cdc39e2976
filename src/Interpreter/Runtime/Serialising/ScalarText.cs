using System.Globalization;
using System.Numerics;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>The text of a value that is one thing: a text, a number, a moment, a duration, an address, a file by its path. Invariant, and reads back.</summary>
internal static class ScalarText
{
    /// <summary>Null for everything that has parts.</summary>
    public static string? Find(ClrValue value) => value.Raw switch
    {
        null => "",
        string text => text,
        bool holds => holds ? "true" : "false",
        char character => character.ToString(),
        DagFile file => file.Path,
        DagFolder folder => folder.Path,
        Uri address => address.OriginalString,
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan length => ValuePrinter.Print(new DagValue.Duration(length)),
        double or float or decimal or Half or BigInteger => ((IFormattable)value.Raw).ToString(null, CultureInfo.InvariantCulture),
        Guid or Enum or sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or nint or nuint
            => ((IFormattable)value.Raw).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}

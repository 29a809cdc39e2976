using System.Numerics;

namespace Dag.Interpreter.Products;

/// <summary>Binds whole numbers to the integer types by their ranges.</summary>
internal static class IntegerBinder
{
    /// <summary>False where the type is no integer type; a null binding where the number is out of its range.</summary>
    public static bool Bind(BigInteger number, Type type, out Binding? bound)
    {
        bound = null;
        if (type.IsEnum)
            return false;

        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Int32:
                bound = InRange(number, int.MinValue, int.MaxValue) ? Binding.Of((int)number) : null;
                return true;
            case TypeCode.Int64:
                bound = InRange(number, long.MinValue, long.MaxValue) ? Binding.Of((long)number) : null;
                return true;
            case TypeCode.Int16:
                bound = InRange(number, short.MinValue, short.MaxValue) ? Binding.Of((short)number) : null;
                return true;
            case TypeCode.SByte:
                bound = InRange(number, sbyte.MinValue, sbyte.MaxValue) ? Binding.Of((sbyte)number) : null;
                return true;
            case TypeCode.Byte:
                bound = InRange(number, 0, byte.MaxValue) ? Binding.Of((byte)number) : null;
                return true;
            case TypeCode.UInt16:
                bound = InRange(number, 0, ushort.MaxValue) ? Binding.Of((ushort)number) : null;
                return true;
            case TypeCode.UInt32:
                bound = InRange(number, 0, uint.MaxValue) ? Binding.Of((uint)number) : null;
                return true;
            case TypeCode.UInt64:
                bound = InRange(number, 0, ulong.MaxValue) ? Binding.Of((ulong)number) : null;
                return true;
            default:
                return BindRare(number, type, out bound);
        }
    }

    private static bool BindRare(BigInteger number, Type type, out Binding? bound)
    {
        bound = null;
        if (type == typeof(BigInteger))
            bound = Binding.Of(number);
        else if (type == typeof(Int128))
            bound = InRange(number, Int128.MinValue, Int128.MaxValue) ? Binding.Of((Int128)number) : null;
        else if (type == typeof(UInt128))
            bound = InRange(number, UInt128.MinValue, UInt128.MaxValue) ? Binding.Of((UInt128)number) : null;
        else if (type == typeof(nint))
            bound = InRange(number, nint.MinValue, nint.MaxValue) ? Binding.Of((nint)number) : null;
        else if (type == typeof(nuint))
            bound = InRange(number, nuint.MinValue, nuint.MaxValue) ? Binding.Of((nuint)number) : null;
        else
            return false;

        return true;
    }

    private static bool InRange(BigInteger number, BigInteger least, BigInteger most) => number >= least && number <= most;
}

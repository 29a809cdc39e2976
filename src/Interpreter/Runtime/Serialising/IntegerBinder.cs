using System.Numerics;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Binds whole numbers to the integer types by their ranges.</summary>
internal static class IntegerBinder
{
    /// <summary>False where the type is no integer type; a null binding where the number is out of its range.</summary>
    public static bool Bind(BigInteger number, Type type, out BindResult? bound)
    {
        bound = null;
        if (type.IsEnum)
            return false;

        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Int32:
                bound = InRange(number, int.MinValue, int.MaxValue) ? BindResult.Of((int)number) : null;
                return true;
            case TypeCode.Int64:
                bound = InRange(number, long.MinValue, long.MaxValue) ? BindResult.Of((long)number) : null;
                return true;
            case TypeCode.Int16:
                bound = InRange(number, short.MinValue, short.MaxValue) ? BindResult.Of((short)number) : null;
                return true;
            case TypeCode.SByte:
                bound = InRange(number, sbyte.MinValue, sbyte.MaxValue) ? BindResult.Of((sbyte)number) : null;
                return true;
            case TypeCode.Byte:
                bound = InRange(number, 0, byte.MaxValue) ? BindResult.Of((byte)number) : null;
                return true;
            case TypeCode.UInt16:
                bound = InRange(number, 0, ushort.MaxValue) ? BindResult.Of((ushort)number) : null;
                return true;
            case TypeCode.UInt32:
                bound = InRange(number, 0, uint.MaxValue) ? BindResult.Of((uint)number) : null;
                return true;
            case TypeCode.UInt64:
                bound = InRange(number, 0, ulong.MaxValue) ? BindResult.Of((ulong)number) : null;
                return true;
            default:
                return BindRare(number, type, out bound);
        }
    }

    private static bool BindRare(BigInteger number, Type type, out BindResult? bound)
    {
        bound = null;
        if (type == typeof(BigInteger))
            bound = BindResult.Of(number);
        else if (type == typeof(Int128))
            bound = InRange(number, Int128.MinValue, Int128.MaxValue) ? BindResult.Of((Int128)number) : null;
        else if (type == typeof(UInt128))
            bound = InRange(number, UInt128.MinValue, UInt128.MaxValue) ? BindResult.Of((UInt128)number) : null;
        else if (type == typeof(nint))
            bound = InRange(number, nint.MinValue, nint.MaxValue) ? BindResult.Of((nint)number) : null;
        else if (type == typeof(nuint))
            bound = InRange(number, nuint.MinValue, nuint.MaxValue) ? BindResult.Of((nuint)number) : null;
        else
            return false;

        return true;
    }

    private static bool InRange(BigInteger number, BigInteger least, BigInteger most) => number >= least && number <= most;
}

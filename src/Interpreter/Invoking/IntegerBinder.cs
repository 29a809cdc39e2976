using System.Numerics;

namespace Dag.Interpreter.Invoking;

/// <summary>Binds whole numbers to the integer types by their ranges.</summary>
internal static class IntegerBinder
{
    /// <summary>False where the type is no integer type; a null binding where the number is out of its range.</summary>
    public static bool Bind(BigInteger number, Type type, out Binding? bound)
    {
        bound = null;
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Int32 when !type.IsEnum:
                bound = InRange(number, int.MinValue, int.MaxValue) ? Binding.Of((int)number) : null;
                return true;
            case TypeCode.Int64 when !type.IsEnum:
                bound = InRange(number, long.MinValue, long.MaxValue) ? Binding.Of((long)number) : null;
                return true;
            case TypeCode.Int16 when !type.IsEnum:
                bound = InRange(number, short.MinValue, short.MaxValue) ? Binding.Of((short)number) : null;
                return true;
            case TypeCode.SByte when !type.IsEnum:
                bound = InRange(number, sbyte.MinValue, sbyte.MaxValue) ? Binding.Of((sbyte)number) : null;
                return true;
            case TypeCode.Byte when !type.IsEnum:
                bound = InRange(number, 0, byte.MaxValue) ? Binding.Of((byte)number) : null;
                return true;
            case TypeCode.UInt16 when !type.IsEnum:
                bound = InRange(number, 0, ushort.MaxValue) ? Binding.Of((ushort)number) : null;
                return true;
            case TypeCode.UInt32 when !type.IsEnum:
                bound = InRange(number, 0, uint.MaxValue) ? Binding.Of((uint)number) : null;
                return true;
            case TypeCode.UInt64 when !type.IsEnum:
                bound = InRange(number, 0, ulong.MaxValue) ? Binding.Of((ulong)number) : null;
                return true;
            default:
                return false;
        }
    }

    private static bool InRange(BigInteger number, BigInteger least, BigInteger most) => number >= least && number <= most;
}

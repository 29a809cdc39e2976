using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>SHA-256 of a file as it is read, piece by piece: each is hashed while the next one is read.</summary>
internal static class HashedReading
{
    private const int Piece = 1 << 20;

    /// <summary>Of the whole file, in hexadecimal.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled between two pieces.</exception>
    public static string HashOf(SafeFileHandle file, CancellationToken cancellation = default)
    {
        var (first, second) = (ArrayPool<byte>.Shared.Rent(Piece), Array.Empty<byte>());
        try
        {
            var read = Fill(file, 0, first.AsMemory(0, Piece));
            if (read.Length < Piece)
                return Convert.ToHexStringLower(SHA256.HashData(read.Span));

            second = ArrayPool<byte>.Shared.Rent(Piece);
            return HashOf(file, 0, read, at => (at / Piece % 2 == 0 ? first : second).AsMemory(0, Piece), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(first);
            if (second.Length > 0)
                ArrayPool<byte>.Shared.Return(second);
        }
    }

    /// <summary>What there is of a file, as much of it as is asked for.</summary>
    public static (byte[] Bytes, string Hash) Read(SafeFileHandle file, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(RawFile.LengthOf(file), 0, Math.Max(length, 0)));
        var read = 0;
        Memory<byte> Rest(long at) => bytes.AsMemory((int)at, Math.Min(Piece, bytes.Length - (int)at));
        var hash = HashOf(file, 0, Fill(file, 0, Rest(0)), at => Rest(read = (int)at));
        return (read == bytes.Length ? bytes : bytes[..read], hash);
    }

    private static string HashOf(SafeFileHandle file, long at, Memory<byte> piece, Func<long, Memory<byte>> roomAt, CancellationToken cancellation = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (piece.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = Memory<byte>.Empty;
            at += piece.Length;
            AtOnce(() => next = Fill(file, at, roomAt(at)), () => hash.AppendData(piece.Span));
            piece = next;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What a disk refuses is to arrive as it was thrown.
    private static void AtOnce(Action one, Action other)
    {
        try
        {
            Parallel.Invoke(one, other);
        }
        catch (AggregateException thrown) when (thrown.InnerExceptions is [var cause, ..])
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    private static Memory<byte> Fill(SafeFileHandle file, long at, Memory<byte> room) => room[..RawFile.Fill(file, at, room.Span)];
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>What a walk over a value writes, digested as it is written: for each thing a tag, a length and the bytes. Knows no values.</summary>
internal sealed class ContentEncoder : IDisposable
{
    // What is longer counts by a digest of its own, which for texts and numbers is also what their bytes are stored under. What is not is hashed in one go.
    private const int MostInline = 64 * 1024;

    private const int DigestLength = 32;

    // Numbers are looked through while they are in the nearest cache.
    private const int MostMended = 1024;

    private readonly byte[] head = new byte[5];
    private readonly byte[] number = new byte[sizeof(long)];
    private byte[] buffer = new byte[256];
    private int used;
    private IncrementalHash? hash;
    private bool isMended;

    /// <summary>In bytes, with all that only a digest was written of; no more than a number can say.</summary>
    public long Size { get; private set; }

    /// <summary>Whether it is so long that a part of something else would count by its digest.</summary>
    public bool IsLong => hash is not null;

    /// <summary>SHA-256 of all that was written, in hexadecimal. Nothing can be written after it.</summary>
    public string End()
    {
        if (hash is null)
            return Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, used)));

        Pass();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        hash?.Dispose();
        (hash, used, isMended, Size) = (null, 0, false, 0);
    }

    public void Dispose() => hash?.Dispose();

    /// <summary>All that was written of a part that is not long.</summary>
    public void Write(ContentEncoder part)
    {
        var size = part.Size - part.used;
        Append(part.buffer.AsSpan(0, part.used));
        Count(size);
    }

    /// <summary>A digest for all of a part that is long.</summary>
    public void WriteDigest(char tag, string digest, long size)
    {
        Write(tag, Convert.FromHexString(digest));
        Count(size - DigestLength);
    }

    /// <summary>What follows is that many parts.</summary>
    public void Begin(char tag, int length)
    {
        head[0] = (byte)tag;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), length);
        Append(head);
    }

    public void Write(char tag, string text) => Write(tag, Wtf8.Of(text));

    public void Write(char tag, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        Write(tag, number);
    }

    public void Write(char tag, ReadOnlySpan<byte> content)
    {
        Begin(tag, content.Length);
        Append(content);
    }

    /// <summary>All the bytes of a value; where they are many their digest alone, under another tag. Gives that digest.</summary>
    public string? WriteAll(char tag, char tagOfDigest, ReadOnlySpan<byte> content)
    {
        if (content.Length <= MostInline)
        {
            Write(tag, content);
            return null;
        }

        var digest = SHA256.HashData(content);
        WriteDigest(tagOfDigest, content.Length, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Numbers of which some may be none: every such one is written with the same bits. Gives the digest of many, where that is one of the very bytes.</summary>
    public string? WriteReals<T>(char tag, char tagOfDigest, ReadOnlySpan<T> reals)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = MemoryMarshal.AsBytes(reals).Length;
        if (length <= MostInline)
        {
            Begin(tag, length);
            AppendAll(reals);
            return null;
        }

        using var own = new ContentEncoder();
        own.AppendAll(reals);
        var digest = own.End();
        WriteDigest(tagOfDigest, length, Convert.FromHexString(digest));
        return own.isMended ? null : digest;
    }

    /// <summary>So much was digested elsewhere, and only its digest is written.</summary>
    public void Count(long size) => Size = size > long.MaxValue - Size ? long.MaxValue : Size + size;

    private void WriteDigest(char tag, int length, ReadOnlySpan<byte> digest)
    {
        Begin(tag, length);
        Append(digest);
        Count(length - digest.Length);
    }

    private void AppendAll<T>(ReadOnlySpan<T> reals)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; reals.Length > MostMended; reals = reals[MostMended..])
            AppendReals(reals[..MostMended]);
        AppendReals(reals);
    }

    private void AppendReals<T>(ReadOnlySpan<T> reals)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (AreNumbers(reals))
        {
            Append(MemoryMarshal.AsBytes(reals));
            return;
        }

        isMended = true;
        var mended = reals.ToArray();
        foreach (ref var real in mended.AsSpan())
            real = T.IsNaN(real) ? T.NaN : real;
        Append(MemoryMarshal.AsBytes(mended.AsSpan()));
    }

    private static bool AreNumbers<T>(ReadOnlySpan<T> reals)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector128<T>>(reals);
        foreach (var vector in vectors)
        {
            if (!Vector128.EqualsAll(vector, vector))
                return false;
        }

        foreach (var real in reals[(vectors.Length * Vector128<T>.Count)..])
        {
            if (T.IsNaN(real))
                return false;
        }

        return true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        if (used + bytes.Length > MostInline)
        {
            hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Pass();
        }

        if (bytes.Length > MostInline)
        {
            hash?.AppendData(bytes);
            return;
        }

        if (used + bytes.Length > buffer.Length)
            Array.Resize(ref buffer, Math.Max(used + bytes.Length, Math.Min(MostInline, buffer.Length * 2)));
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Pass()
    {
        hash?.AppendData(buffer, 0, used);
        used = 0;
    }
}

using System.Buffers;

namespace Dag.Interpreter.Runtime.Masking;

/// <summary>
/// Stream that passes bytes on without the secret texts in them, in whatever pieces they come. It holds back no more than what may still become a secret,
/// and passes that on when it is closed. The stream behind it stays open.
/// </summary>
internal sealed class MaskingStream : Stream
{
    private readonly Stream output;
    private readonly SecretAutomaton automaton;
    private readonly ArrayBufferWriter<byte> passed = new();

    // The last bytes, in a ring, and whether each is of a secret.
    private readonly byte[] held;
    private readonly bool[] covered;
    private int first;
    private int count;
    private int state = SecretAutomaton.Start;
    private bool isMasking;

    /// <summary>Whether a secret has come so far; all of them are known of once it is closed.</summary>
    public bool HasMasked { get; private set; }

    /// <summary>Masks what is known to be secret now.</summary>
    public MaskingStream(Stream output, SecretTexts secrets)
    {
        this.output = output;
        automaton = secrets.Automaton;
        held = new byte[automaton.Deepest + 1];
        covered = new bool[held.Length];
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (count == 0 && automaton.Skip(buffer) is > 0 and var plain)
            {
                passed.Write(buffer[..plain]);
                isMasking = false;
                buffer = buffer[plain..];
                continue;
            }

            Accept(buffer[0]);
            buffer = buffer[1..];
        }

        Flush();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Passes on what is no part of a secret whatever may follow.</summary>
    public override void Flush()
    {
        output.Write(passed.WrittenSpan);
        passed.ResetWrittenCount();
        output.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release(0);
            Flush();
        }

        base.Dispose(disposing);
    }

    private void Accept(byte b)
    {
        var at = (first + count++) % held.Length;
        (held[at], covered[at]) = (b, false);
        state = automaton.Next(state, b);
        HasMasked |= automaton.LengthAt(state) > 0;
        for (var back = 0; back < automaton.LengthAt(state); back++)
            covered[(at - back + held.Length) % held.Length] = true;
        Release(automaton.DepthOf(state));
    }

    private void Release(int kept)
    {
        for (; count > kept; count--, first = (first + 1) % held.Length)
        {
            if (!covered[first])
                passed.Write([held[first]]);
            else if (!isMasking)
                passed.Write("***"u8);
            isMasking = covered[first];
        }
    }
}

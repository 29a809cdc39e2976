namespace Dag.Interpreter.Run.Processes;

/// <summary>A stream that passes on what is written, and sees whether U+FFFD was among it: what a text that UTF-8 cannot hold is written as.</summary>
internal sealed class ReplacementWatch(Stream inner) : Stream
{
    public bool HasSeenOne { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        HasSeenOne = HasSeenOne || buffer.IndexOf("\uFFFD"u8) >= 0 || buffer.IndexOf("\\uFFFD"u8) >= 0 || buffer.IndexOf("\\ufffd"u8) >= 0;
        inner.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

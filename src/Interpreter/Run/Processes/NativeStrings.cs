using System.Runtime.InteropServices;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Processes;

/// <summary>The texts of one start in C's form, in a single block of memory: arguments, environment and paths.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte* block;
    private byte* next;
    private readonly byte* end;

    public NativeStrings(ProcessRequest order, string program, ReadOnlySpan<string> arguments)
    {
        var pointers = arguments.Length + order.Environment.Count + 2;
        var size = pointers * sizeof(byte*) + Room(program) + Room(order.WorkingDirectory) + Room(order.StandardOutputPath) + Room(order.StandardErrorPath);
        foreach (var argument in arguments)
            size += Room(argument);
        foreach (var (name, value) in order.Environment.Span)
            size += Room(name) + Room(value);
        foreach (var redirection in order.Redirections)
            size += Room(redirection.Path);

        block = (byte*)NativeMemory.Alloc((nuint)size);
        end = block + size;
        next = block + pointers * sizeof(byte*);
        Arguments = (byte**)block;
        Environment = Arguments + arguments.Length + 1;
        Program = Text(program);
        WorkingDirectory = Text(order.WorkingDirectory);
        StandardOutput = Text(order.StandardOutputPath);
        StandardError = Text(order.StandardErrorPath);
        Fill(arguments, order.Environment.Span);
        Redirections = next;
        foreach (var redirection in order.Redirections)
            Write(redirection.Path, 0);
    }

    public byte** Arguments { get; }

    public byte** Environment { get; }

    public byte* Program { get; }

    public byte* WorkingDirectory { get; }

    public byte* StandardOutput { get; }

    public byte* StandardError { get; }

    /// <summary>Their paths, one behind the other; one that needs none has an empty one.</summary>
    public byte* Redirections { get; }

    public void Dispose() => NativeMemory.Free(block);

    private static int Room(string text) => PathBytes.CountOf(text) + 1;

    private void Fill(ReadOnlySpan<string> arguments, ReadOnlySpan<EnvironmentEntry> environment)
    {
        for (var i = 0; i < arguments.Length; i++)
            Arguments[i] = Text(arguments[i]);
        Arguments[arguments.Length] = null;

        for (var i = 0; i < environment.Length; i++)
        {
            Environment[i] = next;
            Write(environment[i].Name, (byte)'=');
            Write(environment[i].Value, 0);
        }
        Environment[environment.Length] = null;
    }

    private byte* Text(string text)
    {
        var start = next;
        Write(text, 0);
        return start;
    }

    private void Write(string text, byte last)
    {
        next += PathBytes.Write(text, new Span<byte>(next, (int)(end - next)));
        *next++ = last;
    }
}

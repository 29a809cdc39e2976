using System.Text;
using Dag.Interpreter.Executing;

namespace Dag.Repl.Rendering;

/// <summary>Stands in for the console while C# bodies run: what they print goes to their trial's log, line by line, and never between the products.</summary>
internal sealed class BodyConsole : TextWriter
{
    private readonly AsyncLocal<StringBuilder?> line = new();
    private readonly TextWriter otherwise;

    private BodyConsole(TextWriter otherwise) => this.otherwise = otherwise;

    public override Encoding Encoding => Encoding.UTF8;

    public static void Install()
    {
        Console.SetOut(new BodyConsole(Console.Error));
        Console.SetError(new BodyConsole(Console.Error));
    }

    public override void Write(char value)
    {
        if (TrialLog.Find() is not { } log)
        {
            otherwise.Write(value);
            return;
        }

        var text = line.Value ??= new();
        if (value != '\n')
        {
            text.Append(value);
            return;
        }

        log(text.ToString().TrimEnd('\r'));
        text.Clear();
    }

    public override void Write(string? value)
    {
        foreach (var c in value ?? "")
            Write(c);
    }

    public override void WriteLine(string? value)
    {
        if (TrialLog.Find() is { } log && line.Value is null or { Length: 0 })
            log(value ?? "");
        else
            Write(value + "\n");
    }
}

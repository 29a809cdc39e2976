using System.Text;
using Dag.Interpreter.Run.Trials;

namespace Dag.Repl.Terminal;

/// <summary>Stands in for the console while C# bodies run: what they print goes to their trial's log, line by line, and never between the products.</summary>
internal sealed class BodyConsole : TextWriter
{
    private readonly AsyncLocal<StringBuilder?> line = new();
    private readonly ITerminal otherwise;

    private BodyConsole(ITerminal otherwise) => this.otherwise = otherwise;

    public override Encoding Encoding => Encoding.UTF8;

    public static void Install(ITerminal terminal)
    {
        Console.SetOut(new BodyConsole(terminal));
        Console.SetError(new BodyConsole(terminal));
    }

    public override void Write(char value)
    {
        if (TrialLog.Find() is not { } log)
        {
            otherwise.WriteError(value.ToString());
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
        if (TrialLog.Find() is null)
            otherwise.WriteError(value ?? "");
        else
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

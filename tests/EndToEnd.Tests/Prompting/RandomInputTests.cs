using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Prompting;

/// <summary>
/// Random input for a real process: pieces of statements and of C#, bytes, control characters. The prompt never ends before its input does, and shows no trace of its own.
/// Each test takes some five seconds, or as many as <c>DAG_FUZZ_SECONDS</c> says; begun at the clock, or where <c>DAG_SEED</c> says.
/// </summary>
public sealed partial class RandomInputTests
{
    private const int Lines = 40;
    private const string Mark = "\"END\" + \"MARK\"\n\n";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Each is closed in itself, so that a line that follows is read as one.
    private static readonly string[] Closed =
    [
        "set ", "run ", "show ", "why ", "pin ", "unpin ", "substitute ", "with ", "restore ", "override ", "undo ", "diff ", "help ", "jobs ", "plan ", "expect ", "load ", "import ", "where ", "runs ", "stop ",
        "t", "u", "t.n", "u.n", "n", "t..u", "..u", "not ", "-", " - ", "&", "*", "?", "#", "~", "%", "\\", ",", ".", ";", ":", " = ", "==", "=>", " ", "\t", "none", "NaN", "1e400", "-3", "2.5", "90s", "5 MB", "99999999999999999999",
        "\"x\"", "\"\"", "$\"{1}\"", "'c'", "[1, 2]", "[]", "{ }", "(1)", "{ 1 }", "file \"x\"", "// no", "new[] { 1, 2 }.Sum()", "var x = 1;", "x", "int F(int a) => F(a + 1) + 1;", "F(1)", "throw new Exception(\"no\")",
        "class C { }", "record R(int A);", "new R(1)", "await Task.Delay(1)", "Enumerable.Range(0, 9)", "task z { run => 1 }", "type T of int where value > 0", "code { int G() => 1; }", "typeof(int)", "null", "default", "!", "é", "😀", "\u2028", "\u202e", "\ufeff",
    ];

    private static readonly string[] Open = ["{", "}", "(", ")", "[", "]", "\"", "'", "\"\"\"", "$\"{", "@\"", "/*", "*/", "task ", "type ", "code {", "run sh \"", "if (", "else", "#if X", "\r", "\r\n", "\0"];

    // A terminal takes others as keys: the ends of lines, of input and of the process.
    private static readonly byte[] Controls = [0, 1, 2, 5, 6, 7, 8, 11, 12, 14, 16, 20, 24, 27, 29, 30, 31, 0x80, 0xC3, 0xE2, 0xF0, 0xFF];

    [ToolFact("script", "script -qec true /dev/null")]
    public void Whatever_is_typed_what_comes_behind_it_is_answered()
        => Hold(random =>
        {
            var typed = Text(random, Lines, Closed).Concat(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Mark, 4)))).ToArray();
            var (exit, printed) = Run(typed, new("script", ["-qec", $"stty -echo; exec dotnet exec '{DagProcess.Program}' main.dag", "/dev/null"]));
            return exit == 0 && printed.Contains("ENDMARK", StringComparison.Ordinal) && !Trace().IsMatch(printed) ? null : $"exit {exit}\n{printed}\nof {Shown(typed)}";
        });

    [Fact]
    public void Whatever_is_piped_is_answered_or_refused_in_words()
        => Hold(random =>
        {
            var piped = Text(random, random.Next(1, 4), [.. Closed, .. Open]);
            var (exit, printed) = Run(piped, new("dotnet", ["exec", DagProcess.Program, "main.dag"]));
            return exit is 0 or 1 or 3 or 4 && !Trace().IsMatch(printed) ? null : $"exit {exit}\n{printed}\nof {Shown(piped)}";
        });

    private static void Hold(Func<Random, string?> fault)
    {
        var seed = Number("DAG_SEED", Environment.TickCount);
        var clock = Stopwatch.StartNew();
        for (var rounds = 0; rounds == 0 || clock.Elapsed.TotalSeconds < Number("DAG_FUZZ_SECONDS", 5); rounds++)
            fault(new(seed + rounds)).ShouldBeNull($"DAG_SEED={seed + rounds}");
    }

    private static int Number(string variable, int usual) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : usual;

    private static byte[] Text(Random random, int lines, string[] pieces)
    {
        var text = new MemoryStream();
        for (var line = 0; line < lines; line++)
        {
            for (var left = random.Next(3) == 0 ? 1 : random.Next(1, 8); left > 0; left--)
                text.Write(random.Next(12) == 0 ? [Controls[random.Next(Controls.Length)]] : Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            text.WriteByte((byte)'\n');
        }

        return text.ToArray();
    }

    private static (int Exit, string Printed) Run(byte[] input, ProcessStartInfo program)
    {
        using var dag = new DagProcess().With("main.dag", "task t { option n: Natural = 1; product Natural; run => n }\ntask u { needs t; option n: Text = \"a\"; product Text; run => n + t }");
        var start = dag.StartInfo(new() { ["TERM"] = "dumb", ["PATH"] = $"{Path.GetDirectoryName(Environment.ProcessPath)}:{DagProcess.SearchPath}" });
        start.FileName = program.FileName;
        start.ArgumentList.Clear();
        foreach (var word in program.ArgumentList)
            start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program.FileName} was not started");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended at what was wrong before it had read all.
        }

        if (!process.WaitForExit(Patience))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.Result + error.Result);
    }

    private static string Shown(byte[] bytes) => string.Concat(bytes.Select(each => each is >= 32 and < 127 and not (byte)'\\' ? $"{(char)each}" : each == '\n' ? "\\n\n" : $"\\x{each:x2}"));

    [GeneratedRegex(@"DAG6000|Unhandled exception|Process terminated|^\s+at [\w.<>]+\(", RegexOptions.Multiline)]
    private static partial Regex Trace();
}

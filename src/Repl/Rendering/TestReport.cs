using System.Text;
using Dag.Interpreter.Host.Testing;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>Tests as lines of text: one for each, under those that failed why, and how many they were.</summary>
internal sealed class TestReport(DiagnosticRenderer diagnostics, Paint paint)
{
    /// <param name="file">The file where there are several, else null.</param>
    public string Of(TestResult result, string? file)
    {
        var (word, elapsed) = (WordOf(result), result is TestResult.Interrupted ? "" : "  " + paint.Faint(Units.Duration(result.Elapsed)));
        var text = new StringBuilder($"{word} {(file is null ? "" : paint.Faint(file + ": "))}{CellWidth.Expand(result.Test.Name)}{elapsed}\n");
        if (result is TestResult.Failed failed)
            AppendFailures(text, failed);
        return text.ToString();
    }

    public string Of(TestCount count)
    {
        var failed = $"{count.Failed} failed";
        var interrupted = count.Interrupted == 0 ? "" : $", {count.Interrupted} interrupted";
        return $"{count.Passed} passed, {(count.Failed > 0 ? paint.Error(failed) : failed)}{interrupted} in {Units.Duration(count.Elapsed)}\n";
    }

    private string WordOf(TestResult result) => result switch
    {
        TestResult.Passed => paint.Good("ok  "),
        TestResult.Failed => paint.Error("FAIL"),
        _ => paint.Faint("--  "),
    };

    private void AppendFailures(StringBuilder text, TestResult.Failed failed)
    {
        foreach (var diagnostic in failed.Diagnostics)
            text.Append(diagnostics.Render(diagnostic));
        if (failed.Log.IsEmpty)
            return;

        text.Length--;
        text.Append(paint.Faint("  last output:")).Append('\n');
        foreach (var line in failed.Log)
            text.Append(paint.Faint("  | ")).Append(paint.Printed(line)).Append('\n');
        text.Append('\n');
    }
}

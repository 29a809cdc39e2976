using Dag.Language.Scanning;

namespace Dag.Repl.Editing;

/// <summary>Whether a text is whole, or goes on: a bracket, a comment, a conditional or a text of several lines is open. The same for statements and for C#.</summary>
internal static class Completeness
{
    public static bool IsWhole(string text) => !CSharpScanner.IsOpen(text);
}

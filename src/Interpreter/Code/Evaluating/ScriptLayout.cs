using Dag.Language.Scanning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>Ends of C# inputs of several lines, as the compiler's own parser sees them: where one is whole, and which lines belong to one.</summary>
public static class ScriptLayout
{
    // One of these ends every input that is right so far. An input that none of them ends is wrong already, and more lines would not mend it.
    private static readonly string[] Endings =
        [" _;", "{ }", "_ { }", "int _;", "catch { }", "{ } catch { }", "while (_);", "{ } while (_);", "(_) { }", "select _;", ": _;", "(_);"];

    /// <summary>Whether an input does not go on in the next line; what lacks no more than a <c>;</c> does not.</summary>
    public static bool IsWhole(string text)
    {
        if (CSharpScanner.IsOpen(text))
            return false;
        if (CSharpNesting.IsTooMuch(text))
            return true;
        if (IsComplete(text))
            return true;

        var ended = ScriptDialect.Parse(WithSemicolon(text));
        if (!HasErrors(ended))
            return !LacksBody(ended.GetCompilationUnitRoot());

        return !Array.Exists(Endings, ending => !HasErrors(ScriptDialect.Parse($"{text}\n{ending}")));
    }

    /// <summary>Whether two texts one below the other are one input: no more statements and declarations than the first one alone.</summary>
    public static bool AreOne(string text, string further)
        => FindRight($"{text}\n{further}") is { } together && !MakesTypeNullable(together, text.Length + 1) && (FindRight(text) is not { } alone || Count(together) <= Count(alone));

    /// <summary>Whether a text is C# by its syntax, its last <c>;</c> left out or not.</summary>
    public static bool IsWellFormed(string text) => FindRight(text) is not null;

    /// <summary>A text with the <c>;</c> that it lacks, if that is all it lacks.</summary>
    internal static string Ended(string text)
    {
        if (!HasErrors(ScriptDialect.Parse(text)))
            return text;

        var ended = ScriptDialect.Parse(WithSemicolon(text));
        return !HasErrors(ended) || (!IsComplete(text) && SyntaxFactory.IsCompleteSubmission(ended)) ? WithSemicolon(text) : text;
    }

    private static bool IsComplete(string text) => SyntaxFactory.IsCompleteSubmission(ScriptDialect.Parse(text));

    // On a line of its own where the last one may be a directive or end with a comment.
    private static string WithSemicolon(string text) => text.Contains("//", StringComparison.Ordinal) || text.Contains('#') ? text + "\n;" : text + ";";

    private static SyntaxTree? FindRight(string text)
    {
        if (CSharpNesting.IsTooMuch(text))
            return null;

        var tree = ScriptDialect.Parse(text);
        if (HasErrors(tree))
            tree = ScriptDialect.Parse(WithSemicolon(text));
        return HasErrors(tree) ? null : tree;
    }

    private static int Count(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members.Count;

    // 'x' and '?y' below declare a variable; what is typed so asks for help on y.
    private static bool MakesTypeNullable(SyntaxTree tree, int at)
        => tree.GetRoot() is var root && at < root.FullSpan.End && root.FindToken(at) is { Parent: NullableTypeSyntax } question && question.IsKind(SyntaxKind.QuestionToken);

    private static bool HasErrors(SyntaxTree tree) => tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // A header whose body would stand on the lines below: the ';' put behind it has taken the body's place.
    private static bool LacksBody(CompilationUnitSyntax root) => root.GetLastToken().Parent switch
    {
        EmptyStatementSyntax { Parent: not GlobalStatementSyntax } => true,
        MethodDeclarationSyntax { Body: null, ExpressionBody: null } method => !method.Modifiers.Any(SyntaxKind.ExternKeyword),
        TypeDeclarationSyntax { ParameterList: null } or EnumDeclarationSyntax => true,
        _ => false,
    };
}

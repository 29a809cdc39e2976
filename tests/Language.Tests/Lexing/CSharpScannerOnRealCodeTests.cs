using Dag.Language.Scanning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Language.Tests.Lexing;

public sealed class CSharpScannerOnRealCodeTests
{
    private static readonly string[] AfterExpressions = ["\n", "; x", " }", " else \"'\"", " // \"("];

    private static readonly IReadOnlyList<(string File, string Text, SyntaxNode Root)> RealCode =
        [.. RepositoryFiles.WithEnding(".cs", "src", "tests").Select(file => (file, File.ReadAllText(file)))
            .Select(code => (code.file, code.Item2, CSharpSyntaxTree.ParseText(code.Item2, new CSharpParseOptions(LanguageVersion.CSharp14)).GetRoot()))];

    [Fact]
    public void Every_brace_of_this_repository_is_closed_where_C_sharp_closes_it()
    {
        var checkedBraces = 0;
        foreach (var (file, text, root) in RealCode)
        {
            foreach (var open in root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.OpenBraceToken) && token.Parent is not InterpolationSyntax))
            {
                var close = open.Parent.ShouldNotBeNull().ChildTokens().First(token => token.IsKind(SyntaxKind.CloseBraceToken) && token.SpanStart > open.SpanStart);
                CSharpScanner.FindEnd(text, open.SpanStart, CSharpForm.Block).ShouldBe(new CSharpExtent(close.Span.End, CSharpScanFault.None, 0), $"{file} at {open.GetLocation().GetLineSpan()}");
                checkedBraces++;
            }
        }

        checkedBraces.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Every_one_line_expression_of_this_repository_ends_before_whatever_follows()
    {
        var checkedExpressions = 0;
        foreach (var expression in RealCode.SelectMany(code => code.Root.DescendantNodes().OfType<ExpressionSyntax>()).Select(node => node.ToString()).Distinct())
        {
            if (expression.AsSpan().IndexOfAny('\n', '\r') >= 0)
                continue;

            foreach (var after in AfterExpressions)
                CSharpScanner.FindEnd(expression + after, 0, CSharpForm.Expression).ShouldBe(new CSharpExtent(expression.Length, CSharpScanFault.None, 0), expression + after);
            checkedExpressions++;
        }

        checkedExpressions.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Every_one_line_type_of_this_repository_ends_before_whatever_follows()
    {
        foreach (var type in RealCode.SelectMany(code => code.Root.DescendantNodes().OfType<TypeSyntax>()).Where(HasNoSize).Select(node => node.ToString()).Distinct())
        {
            if (type.AsSpan().IndexOfAny('\n', '\r') >= 0 || type is "where")
                continue;

            foreach (var after in (string[])["\n", " where x", " in [1]", ";", " }", "// x", " /* x */"])
                CSharpScanner.FindEnd(type + after, 0, CSharpForm.RepresentationType).ShouldBe(new CSharpExtent(type.Length, CSharpScanFault.None, 0), type + after);
        }
    }

    // new int[16] holds no type that could be declared.
    private static bool HasNoSize(TypeSyntax type)
        => type.DescendantNodesAndSelf().OfType<ArrayRankSpecifierSyntax>().All(rank => rank.Sizes.All(size => size is OmittedArraySizeExpressionSyntax));
}

using Dag.Interpreter.Code.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Tests.Bodies;

public sealed class CallGraphTests
{
    [Theory]
    [InlineData("int F(int x) => x * 2; int G(int x) => F(F(x)); int H(int[] xs) => xs.Select(x => G(x)).Sum();", "G =>")]
    [InlineData("int F(int x) => x > 0 ? F(x - 1) : 0; int G(int x) => F(x);", "F")]
    [InlineData("int F(int x) => G(x); int G(int x) => H(x); int H(int x) => F(x); int I(int x) => H(x);", "F G H")]
    [InlineData("int F(int[] xs) => xs.Sum(x => F([x]));", "F =>")]
    [InlineData("Func<int, int> f = x => x + 1; int G(int x) => f(x);", "")]
    [InlineData("static Func<int, int> f = x => f(x + 1);", "=>")]
    [InlineData("class A { public int P => Q; public int Q => P; public int R => 1; }", "P Q")]
    [InlineData("class A { public override string ToString() => $\"{Name}\"; public string Name => \"a\"; }", "ToString")]
    [InlineData("class A { public override int GetHashCode() => HashCode.Combine(Name); public string Name => \"a\"; }", "GetHashCode")]
    [InlineData("class A { A next = new(); public A() { } }", "A")]
    [InlineData("double Norm(double[] xs) => Math.Sqrt(xs.Select(x => x * x).Sum()); bool IsFine(double x) => Math.Abs(x) < 1;", "")]
    public void Only_functions_that_may_come_back_to_themselves_are_recursive(string code, string names)
        => string.Join(' ', CallGraph.RecursiveIn([CSharpSyntaxTree.ParseText($"class Code {{ {code} }}")]).Select(NameOf)).ShouldBe(names);

    private static string NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        AnonymousFunctionExpressionSyntax => "=>",
        _ => function.Kind().ToString(),
    };
}

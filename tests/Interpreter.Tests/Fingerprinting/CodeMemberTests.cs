using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A code block told apart into its members. What cannot be told apart has no name, and counts always.</summary>
public sealed class CodeMemberTests
{
    [Theory]
    [InlineData("double Norm(double[] v) => Math.Sqrt(v.Sum(x => x * x));", "Norm")]
    [InlineData("static (int, int) Split(string s) { return (1, 2); } int Other() => 3;", "Split, Other")]
    [InlineData("Dictionary<string, List<int>> Map<T>(T x) where T : new() { return new() { [\"a\"] = [] }; }", "Map")]
    [InlineData("public sealed record Point(double X, double Y) { double R => X; }", "Point")]
    [InlineData("record struct P(int X); readonly struct Q { } enum Colour { Red = 1, Green } interface IShape { }", "P, Q, Colour, IShape")]
    [InlineData("class A { class B { } }; delegate int F(int x);", "A, F")]
    [InlineData("const double Scale = 2; readonly int[] xs = [1, 2];", "Scale, xs")]
    [InlineData("int Count { get; set; } = 3; int Twice => Count * 2; int Half { get { return Count / 2; } }", "Count, Twice, Half")]
    [InlineData("int a = 1, b = 2; int c, d; int @e = 3;", "?, ?, ?")]
    [InlineData("[Obsolete(\"x\")] int F(int x = 1) => x switch { 1 => 2, _ => 3 }; int G() => 1;", "F, G")]
    [InlineData("IEnumerator<int> GetEnumerator(this Range r) => null; static int Twice(this int x) => 2 * x;", "?, Twice")]
    [InlineData("extension(string s) { int Size => s.Length; }", "?")]
    [InlineData("string Say(int x) => $\"{x} {{\"; string More() => \"}\";", "Say, More")]
    [InlineData("int Broken( {", "Broken")]
    public void A_block_has_members(string code, string names)
    {
        var source = new SourceText("f.dag", code);
        string.Join(", ", CodeMember.In(new CSharpFragment(source, new(0, code.Length))).Select(member => member.Name ?? "?")).ShouldBe(names);
    }
}

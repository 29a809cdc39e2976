using Dag.Interpreter.Runtime.Serialising;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>Types as they are written in C#.</summary>
public sealed class ClrTypeNameTests
{
    [Theory]
    [InlineData(typeof(int), "int")]
    [InlineData(typeof(double?), "double?")]
    [InlineData(typeof(double[][]), "double[][]")]
    [InlineData(typeof(int[,][]), "int[,][]")]
    [InlineData(typeof(Dictionary<string, List<int>>), "Dictionary<string, List<int>>")]
    [InlineData(typeof((int, string)), "(int, string)")]
    [InlineData(typeof(Uri), "Uri")]
    [InlineData(typeof(nint), "nint")]
    public void A_type_is_named_as_in_source(Type type, string name) => ClrTypeName.Of(type).ShouldBe(name);
}

using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>Known digests. Who changes one raises the format of fingerprints in the same commit: everything that anybody stored is made again.</summary>
public sealed class FrozenTests
{
    [Fact]
    public void A_body_in_C_sharp()
        => Work.DigestOf("code { double Twice(double x) => x * 2; }; task a { option n: Number = 0.5; product Number; run => Twice(n) }").ShouldBe("839ac4d928458e869d8a095e543cba0dfc2dbd38a5708fde11cb55a537b4b8dd");

    [Fact]
    public void A_script_with_a_dep()
        => Work.DigestOf("task a { product Text; run => \"\" }; task b { needs a; option n: Natural = 3; product Text; run sh \"echo $a $n\" }").ShouldBe("294ce0e8ed7e080835a7c26cd5e305e22d7e213ba6a20b18e42223539a338121");

    [Theory]
    [InlineData(1, "0c03113e89db18cd")]
    [InlineData(1.5, "76dbcd377ec4cec7")]
    [InlineData("text", "f8407344a38f5bf7")]
    [InlineData(new[] { 1.0, 2.0 }, "b7674374c9d41de6")]
    [InlineData(new[] { "a", "b" }, "29c968b1f846c3e5")]
    public void Content<T>(T value, string digest) => ContentWalk.Of(new ClrValue(value)).ShouldNotBeNull().Digits[..16].ShouldBe(digest);
}

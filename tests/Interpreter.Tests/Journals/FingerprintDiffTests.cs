using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;

namespace Dag.Interpreter.Tests.Journals;

public sealed class FingerprintDiffTests
{
    private static readonly PartRecord Option = new("option lr", "1") { Kind = PartKind.Option, Shown = "0.1", Type = "double", Origin = "default, a.dag:3" };
    private static readonly PartRecord Files = new("option dir", "1") { Kind = PartKind.Option, Shown = "src", Within = [new("a.c", "1"), new("b.c", "1")] };
    private static readonly PartRecord Made = Files with { Within = [new("a.c", "1"), new("bin/x.dll", "1")] };
    private static readonly PartRecord Code = new("code: Norm()", "1") { Kind = PartKind.Code, At = "util.dag:14", Within = [new("Norm(double x)", "1") { At = "util.dag:14" }] };
    private static readonly PartRecord Other = new("Norm(int x)", "1") { At = "util.dag:20" };

    public static TheoryData<string, PartRecord?, PartRecord?> Cases => new()
    {
        { "option lr unchanged", Option, Option with { Origin = "flag" } },
        { "option lr 0.1 -> 0.2 (flag)", Option, Option with { Digest = "2", Shown = "0.2", Origin = "flag" } },
        { "option lr type changed from double to int (default, a.dag:3)", Option, Option with { Digest = "2", Type = "int" } },
        { "option lr is new: 0.1 (default, a.dag:3)", null, Option },
        { "option lr is gone, it was 0.1", Option, null },
        { "option key changed (flag)", new("option key", "1") { Kind = PartKind.Option, Shown = "***" }, new("option key", "2") { Kind = PartKind.Option, Shown = "***", Origin = "flag" } },
        { "option dir: content of src changed: b.c changed, c.c is new, a.c is gone", Files, Files with { Digest = "2", Within = [new("b.c", "2"), new("c.c", "1")] } },
        { "option dir: content of src changed: bin/x.dll changed, a/obj/y is new; to leave out: except \"**/bin/**\", \"**/obj/**\"", Made, Made with { Digest = "2", Within = [new("a.c", "1"), new("bin/x.dll", "2"), new("a/obj/y", "1")] } },
        { "option dir: content of src changed: a.c changed", Made, Made with { Digest = "2", Within = [new("a.c", "2"), new("bin/x.dll", "1")] } },
        { "variable CC not set -> set", new("variable CC", "1") { Shown = "not set" }, new("variable CC", "2") { Shown = "set" } },
        { "variable CC changed", new("variable CC", "1") { Shown = "set" }, new("variable CC", "2") { Shown = "set" } },
        { "dep f changed (features)", new("dep f", "1"), new("dep f", "2") { Origin = "features" } },
        { "code: Norm() changed at util.dag:15", Code, Code with { Digest = "2", At = "util.dag:15", Within = [new("Norm(float x)", "2") { At = "util.dag:15" }] } },
        { "code: Norm(int x) is new at util.dag:20", Code, Code with { Digest = "2", Within = [.. Code.Within, Other] } },
        { "code: Norm(int x) changed at util.dag:20", Code with { Within = [.. Code.Within, Other] }, Code with { Digest = "2", Within = [.. Code.Within, Other with { Digest = "2" }] } },
        { "usings changed: System.Text.Json is new", new("usings", "1") { Kind = PartKind.Usings }, new("usings", "2") { Kind = PartKind.Usings, Within = [new("System.Text.Json", "1")] } },
        { "product string -> int", new("product", "1") { Shown = "string" }, new("product", "2") { Shown = "int" } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_part_that_changed_is_said_to_the_field(string said, PartRecord? before, PartRecord? now)
    {
        var (changed, unchanged) = FingerprintDiff.Between(Only(before), Only(now));
        string.Join("; ", changed.Select(change => change.Text).Concat(unchanged)).ShouldBe(said);
    }

    private static EquatableList<PartRecord> Only(PartRecord? part) => part is null ? [] : [part];
}

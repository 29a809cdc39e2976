using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Invoking;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>
/// Random JSON against random record types: what a script may write is what a pin may be, and both are what the rules say, at the same place. Begun at the clock,
/// or where <c>DAG_SEED</c> says.
/// </summary>
public sealed class PinAndScriptTests
{
    private const int Types = 30;
    private const int ValuesOfType = 150;

    [Fact]
    public void A_script_may_write_what_a_pin_may_be_and_no_more()
    {
        var (seed, random) = AnyShapes.Begin();
        var shapes = AnyShapes.Draw(random, Types);
        using var desk = new Desk(AnyShapes.Program(shapes));
        var wrong = new List<string>();
        var (taken, refused) = (0, 0);
        for (var i = 0; i < shapes.Count; i++)
        {
            for (var round = 0; round < ValuesOfType; round++)
            {
                var value = shapes[i].Draw(random);
                for (var changes = random.Next(3); changes > 0; changes--)
                    value = value.Mutate(random);
                var due = shapes[i].WhyNot(value, "$");
                var (script, pin) = (Script(desk, value, $"T{i}"), HasTwice(value) ? due : Pin(desk, value, $"T{i}"));
                if (script != due || pin != due)
                    wrong.Add($"{shapes[i].CSharp} ({(shapes[i] as AnyShape.Record)?.Declaration}) from {value.Print(asLiteral: false)}: due {due ?? "taken"}, script {script ?? "taken"}, pin {pin ?? "taken"}");
                _ = due is null ? taken++ : refused++;
            }
        }

        wrong.ShouldBeEmpty($"DAG_SEED={seed}");
        (taken > Types * ValuesOfType / 10, refused > Types * ValuesOfType / 10).ShouldBe((true, true));
    }

    // Such a literal is refused where it is read.
    private static bool HasTwice(AnyJson value) => value switch
    {
        AnyJson.List(var elements) => elements.Any(HasTwice),
        AnyJson.Record(var fields) => fields.Select(field => field.Name).Distinct().Count() < fields.Count || fields.Any(field => HasTwice(field.Value)),
        _ => false,
    };

    // The path of what did not fit; a mismatch of the whole is at '$'.
    private static string? Script(Desk desk, AnyJson value, string type) => desk.ReadProduct(value.Print(asLiteral: false), type) switch
    {
        ProductReading.Found => null,
        ProductReading.Unreadable(var reason, _) => reason.Split(": at ") is [_, var placed, ..] ? PathOf(placed) : "$",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Pin(Desk desk, AnyJson value, string type)
        => desk.Bind(value.Print(asLiteral: true), type) is { Fits: false } binding ? binding.JsonClause.StartsWith("at $", StringComparison.Ordinal) ? PathOf(binding.JsonClause[3..]) : "$" : null;

    private static string PathOf(string placed) => placed[..placed.IndexOf(": ", StringComparison.Ordinal)];
}

using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>Whatever is wrong with a secret, it is in nothing that is said.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Secret = "hunter2xyzzy";

    private readonly Desk desk = new("""
        type Token : Secret where value.Length == 0
        type Worded : Secret where value.Length == 0 else "{value} is wrong"
        type Thrown : Secret where int.Parse(value) == 0
        type OneOf : Secret in ["alpha"]
        type Many list of Token
        task a {
            option token: Token = ""
            option worded: Worded = ""
            option thrown: Thrown = "0"
            option one: OneOf = "alpha"
            option many: Many = []
            product Text
            run => ""
        }
        task b { option token: Token = ""; product Text; run => "" }
        """);

    [Theory]
    [InlineData("token")]
    [InlineData("worded")]
    [InlineData("thrown")]
    [InlineData("one")]
    [InlineData("many")]
    [InlineData("tokn")]
    public void A_refused_secret_is_in_no_message(string option)
        => Prop.ForAll(Spellings().ToArbitrary(), spelled =>
        {
            foreach (var task in new[] { null, "a", "b", "c" })
                Everything(desk.Invoke("a", new OptionArgument(task, option, spelled))).ShouldNotContain(Secret);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_refused_secret_says_what_was_wrong_all_the_same()
        => desk.Ask("a", new OptionArgument(null, "token", Secret), new OptionArgument(null, "worded", Secret), new OptionArgument(null, "many", $"[\"{Secret}\"]"), new OptionArgument(null, "one", $"[{Secret}"))
            .ShouldBe("""
            DAG4003 invalid value for option 'a.token' (--token): '***' is not a 'Token'
              `value.Length == 0` is false, p.dag:1:27 `value.Length == 0`
            DAG4003 invalid value for option 'a.worded' (--worded): {value} is wrong
              the predicate of 'Worded', p.dag:2:28 `value.Length == 0`
            DAG4003 invalid value for option 'a.one' (--one): '***' is not a 'OneOf': expected one of its values
              the predicate of 'OneOf', p.dag:4:24 `["alpha"]`
            DAG4003 invalid value for option 'a.many' (--many): element 0: '***' is not a 'Token'
              `value.Length == 0` is false, p.dag:1:27 `value.Length == 0`
            """);

    [Fact]
    public void The_line_of_a_refused_default_or_set_is_not_shown_because_the_secret_stands_on_it()
    {
        using var other = new Desk($$"""
            type Token : Secret where value.Length == 0
            task a { option token: Token = "{{Secret}}"; option wrong: Token = { of: "{{Secret}}" }; product Text; run => "" }
            task b { option token: Token = ""; product Text; run => "" }
            set b.token = "{{Secret}}"
            """);
        other.Check().ShouldBe("""
            DAG4003 invalid value for option 'a.token' (default, p.dag:2): '***' is not a 'Token'
              `value.Length == 0` is false, p.dag:1:27 `value.Length == 0`
            DAG4002 invalid value for option 'a.wrong' (default, p.dag:2): it does not fit the type
            DAG4003 invalid value for option 'b.token' (set, p.dag:4): '***' is not a 'Token'
              `value.Length == 0` is false, p.dag:1:27 `value.Length == 0`
            """);
    }

    [Fact]
    public void A_secret_that_is_taken_is_shown_by_three_stars()
    {
        using var other = new Desk("task a { option token: Secret; product Text; run => \"\" }");
        other.Ask("a", new OptionArgument(null, "token", Secret)).ShouldBe("a.token = *** (--token)");
    }

    public void Dispose() => desk.Dispose();

    // A secret as it may be typed: bare, quoted, broken, in a list, as a record, as a path.
    private static Gen<string> Spellings()
        => from noise in ArbMap.Default.GeneratorFor<NonNull<string>>()
           from form in Gen.Elements("{0}", "\"{0}\"", "\"{0}", "[\"{0}\"]", "[{0}", "{{ {0}: 1 }}", "{{ a: \"{0}\" }}", "file \"{0}\"", "7{0}", "{0} {1}", "{1}{0}", "\"{0}\\q\"", "[\"\", \"{0}\"]")
           select string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Secret, noise.Get);

    private static string Everything(InvocationResult result)
        => string.Join('\n', result.Diagnostics.Select(each => $"{each.Message} {each.Hint} {each.At?.Text} {string.Join(' ', each.Notes.Select(note => $"{note.Message} {note.At?.Text}"))}"));
}

using Dag.Language.Loading;

namespace Dag.Language.Tests.Checking;

/// <summary>What is too deep, too long or too many for the stack is said, each with its limit.</summary>
public sealed class LimitsTests
{
    private const int Many = 100_000;

    public static TheoryData<string, string, string[]> Deep => new()
    {
        { "lists", $"task t {{ option n: Natural = {Repeated("[")} }}", ["DAG1105 values are nested more than 200 levels deep"] },
        { "records", $"task t {{ option n: Natural = {Repeated("{ a: ")} }}", ["DAG1105 values are nested more than 200 levels deep"] },
        { "brackets of a query", $"show {Repeated("(")}a", ["DAG1105 brackets are nested more than 200 levels deep"] },
        { "functions of a query", $"show {Repeated("deps(")}a", ["DAG1105 brackets are nested more than 200 levels deep"] },
        { "conditions", $"show a where {Repeated("not ")}cached", ["DAG1105 conditions are nested more than 200 levels deep"] },
        { "sums of a query", $"task a {{ }}\nshow a{Repeated(" + a")}", ["DAG1115 query has more than 1000 names and conditions"] },
        { "filters of a query", $"task a {{ }}\nshow a{Repeated(" where cached")}", ["DAG1115 query has more than 1000 names and conditions"] },
        { "a pattern", $"task a {{ }}\nshow {Repeated("*a")}", ["DAG1116 pattern is longer than 1000 characters"] },
        { "brackets of C#", $"task a {{ product Natural; run => {Repeated("(")}1{Repeated(")")} }}", ["DAG1008 C# brackets are nested more than 500 levels deep"] },
        { "holes of C#", $"task a {{ product Text; run => {Repeated("$\"{")}1{Repeated("}\"")} }}", ["DAG1008 C# brackets are nested more than 500 levels deep"] },
        { "brackets of a C# type", $"type A of {Repeated("L<")}int{Repeated(">")}", ["DAG1008 C# brackets are nested more than 500 levels deep"] },
        { "digits", $"task t {{ option n: Natural = {Repeated("1")} }}", ["DAG1112 number is too large"] },
        { "a chain of types", Chain(i => $"type T{i} : T{i - 1}"), ["DAG2023 type 'T201' has more than 200 ancestors and element types"] },
        { "a chain of lists", Chain(i => $"type T{i} list of T{i - 1}"), ["DAG2023 type 'T201' has more than 200 ancestors and element types"] },
        { "options", $"task t {{\n{string.Concat(Enumerable.Range(0, 1001).Select(i => $"option o{i}: Natural = 1\n"))}}}", ["DAG2024 task 't' has 1001 options; expected at most 1000"] },
        { "a task name", $"task {new string('n', 201)} {{ }}", [$"DAG2027 name '{new string('n', 20)}…' is 201 characters long; expected at most 200"] },
        { "errors of errors", "task a { }\ntest \"x\" {\nexpect " + Repeated("error \"x\" from expect ") + "a\n}", ["DAG1105 tests are nested more than 200 levels deep"] },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void What_is_too_deep_is_said_once(string what, string program, string[] messages)
        => Loader.Load(new MemoryReader((Verdicts.Main, program)), Verdicts.Main).Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}").ShouldBe(messages, what);

    [Fact]
    public void A_chain_of_a_hundred_thousand_tasks_has_no_limit()
    {
        var tasks = string.Concat(Enumerable.Range(0, Many).Select(i => $"task t{i} {{ {(i == 0 ? "" : $"needs t{i - 1}")} }}\n"));
        Loader.Load(new MemoryReader((Verdicts.Main, tasks + $"show ..t{Many - 1}\ndisable t0..\n")), Verdicts.Main).Diagnostics.ShouldBeEmpty();
    }

    private static string Repeated(string text) => string.Concat(Enumerable.Repeat(text, Many));

    private static string Chain(Func<int, string> link) => "type T0 of int\n" + string.Join('\n', Enumerable.Range(1, Many).Select(link));
}

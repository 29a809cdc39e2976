using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dag.EndToEnd.Tests.Running;
using Dag.Repl.Rendering;
using Dag.Repl.Tests.CommandLine;
using Json.Schema;

namespace Dag.Repl.Tests.Rendering;

/// <summary>What every command prints with <c>--json</c> is as <c>docs/json.schema.json</c> says, no field more and none less, and in the order that <c>docs/json.md</c> promises.</summary>
public sealed class JsonSchemaTests
{
    private const string Program = """
        /// How many.
        type Count of int where value >= 0

        /// Rows.
        task load { option rows: Count = 3; product Integer; run { task.Log("loading"); task.Progress.Report(0.5, "half"); task.Metric("rows", rows); return rows; } }
        task twice { needs load; product Integer; run => load * 2 }
        task told { needs twice; product Text; publish "told.txt"; run => $"{twice} rows" }
        task flaky { product Text; retry 1; run { throw new Exception("no"); } }
        task after { needs flaky; product Text; run => flaky }
        task everything { needs told, after }
        test "two" { set load.rows = 2; expect told where value == "4 rows" }
        test "three" { set load.rows = 3; expect told where value == "4 rows" }
        """;

    private static readonly string SchemaText = Repository.Text("docs/json.schema.json");
    private static readonly JsonSchema Schema = JsonSchema.FromText(SchemaText);

    [Fact]
    public async Task Every_command_prints_what_the_schema_says()
    {
        using var run = new CommandRun().With("main.dag", Program).With("wrong.dag", "task a { needs b }").With("asks.dag", "task a { }\nshow all\nshow types");
        var (lines, wrong) = (new List<JsonNode>(), new List<string>());
        foreach (var command in Commands)
        {
            var (_, output, error) = await run.RunAsync(command);
            error.ShouldBe("", command);
            var printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line).ShouldNotBeNull()).ToList();
            printed[0].ToJsonString().ShouldStartWith($$"""{"event":"begin","version":{{JsonLines.Version}},"command":""", Case.Sensitive, command);
            wrong.AddRange(printed.SelectMany(Faults).Select(fault => $"{command}: {fault}"));
            wrong.AddRange(Disorder(printed).Select(fault => $"{command}: {fault}"));
            lines.AddRange(printed);
        }

        wrong.ShouldBeEmpty();
        var seen = lines.Select(EventOf).ToHashSet();
        // A watched run has a test of its own; the rest need a damaged store, an old run or a key that is pressed.
        Definitions.Keys.Where(name => !seen.Contains(name)).Order().ShouldBe(["artifact", "changed", "past_run", "stored_product", "task_cancelled", "waiting"]);
    }

    [Fact]
    public void Every_sample_is_as_the_schema_says()
        => Samples.Events.Select(JsonLines.Of).Append(JsonLines.Of(Samples.Product, new())).Concat(Samples.Tests.Select(JsonLines.Of))
            .SelectMany(line => Faults(JsonNode.Parse(line).ShouldNotBeNull())).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"event":"task_started","task":"a"}""")]
    [InlineData("""{"event":"unheard"}""")]
    [InlineData("""{"event":"task_started","at":"2026-03-21T12:00:00+00:00","task":5}""")]
    public void What_is_otherwise_is_told(string line) => Faults(JsonNode.Parse(line).ShouldNotBeNull()).ShouldNotBeEmpty();

    [Fact]
    public void The_page_lists_the_events_and_fields_of_the_schema()
    {
        var rows = Definitions.Select(definition => $"| `{definition.Key}` | {string.Join(", ", FieldsOf(definition.Value))} | {definition.Value["description"]} |");
        Repository.Text("docs/json.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ShouldBe(rows);
    }

    [Fact]
    public async Task The_follower_in_Python_follows_a_run()
    {
        using var run = new CommandRun().With("main.dag", "task load { product Integer; run => 3 }\ntask twice { needs load; product Integer; run => load * 2 }");
        var (_, output, _) = await run.RunAsync("run main.dag --json");
        if (!File.Exists("/usr/bin/python3"))
            return;

        var start = new ProcessStartInfo("/usr/bin/python3", [Repository.At("examples/follow/follow.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start).ShouldNotBeNull();
        await python.StandardInput.WriteAsync(output);
        python.StandardInput.Close();
        var (told, wrong) = (await python.StandardOutput.ReadToEndAsync(), await python.StandardError.ReadToEndAsync());
        wrong.ShouldBe("");
        System.Text.RegularExpressions.Regex.Replace(told, @"\d+\.\d s", "0.0 s").ShouldBe("""
            2 tasks, 1 edges
            [1/2] load finished in 0.0 s
            [2/2] twice finished in 0.0 s
            twice = 6

            """);
    }

    private static IEnumerable<string> Commands =>
    [
        "run main.dag told --json",
        "run main.dag told --json",
        "run main.dag told --rows 4 --json",
        "run main.dag everything --json -k",
        "run main.dag told --dry-run --json",
        "run asks.dag --json",
        "check main.dag --json",
        "check wrong.dag --json",
        "plan main.dag --json",
        "status main.dag --json",
        "why main.dag told --json",
        "why main.dag load --json",
        "why main.dag after --json",
        "runs --json --cache .dag",
        "runs show last --json --cache .dag",
        "query main.dag all --json",
        "query main.dag nothing --json",
        "repl main.dag --json -c 'run told' -c 'told.Length' -c 'set load.rows = 5' -c 'why told' -c 'plan told' -c 'show told' -c 'show types' -c 'runs' -c 'undo' -c 'forget told' -c 'help set'",
        "test main.dag --json",
        "forget main.dag told --json",
        "cache info --json --cache .dag",
        "cache verify --json --cache .dag",
        "cache gc --json --cache .dag",
        "cache clear --json --cache .dag",
    ];

    private static Dictionary<string, JsonNode> Definitions { get; } = JsonNode.Parse(SchemaText).ShouldNotBeNull()["$defs"].ShouldNotBeNull().AsObject()
        .Where(definition => definition.Key.StartsWith("event_", StringComparison.Ordinal)).ToDictionary(definition => definition.Key["event_".Length..], definition => definition.Value.ShouldNotBeNull());

    private static string EventOf(JsonNode line) => line["event"].ShouldNotBeNull().GetValue<string>();

    private static IEnumerable<string> FieldsOf(JsonNode definition)
    {
        var required = definition["required"].ShouldNotBeNull().AsArray().Select(name => name.ShouldNotBeNull().GetValue<string>()).ToHashSet();
        return definition["properties"].ShouldNotBeNull().AsObject().Select(field => field.Key).Where(name => name != "event").Select(name => $"`{name}`{(required.Contains(name) ? "" : "?")}");
    }

    // A schema lets a reader meet fields that it does not know; what is printed has none.
    private static IEnumerable<string> Faults(JsonNode line)
    {
        using var document = JsonDocument.Parse(line.ToJsonString());
        if (!Schema.Evaluate(document.RootElement, new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = true }).IsValid)
            yield return $"not as the schema says: {line.ToJsonString()}";
        else if (line.AsObject().Select(field => field.Key).Except(Definitions[EventOf(line)]["properties"].ShouldNotBeNull().AsObject().Select(field => field.Key)).ToList() is { Count: > 0 } unknown)
            yield return $"unknown fields {string.Join(", ", unknown)}: {line.ToJsonString()}";
    }

    private static IEnumerable<string> Disorder(List<JsonNode> lines)
    {
        var (needs, ended, failed, isOver) = (new Dictionary<string, List<string>>(), new HashSet<string>(), new HashSet<string>(), true);
        foreach (var line in lines)
        {
            var (kind, task) = (EventOf(line), line["task"]?.GetValue<string>() ?? "");
            switch (kind)
            {
                case "run_started":
                    (ended, failed, isOver) = ([], [], false);
                    needs = line["tasks"].ShouldNotBeNull().AsArray().ToDictionary(
                        each => each.ShouldNotBeNull()["task"].ShouldNotBeNull().GetValue<string>(),
                        each => each.ShouldNotBeNull()["needs"].ShouldNotBeNull().AsArray().Select(need => need.ShouldNotBeNull().GetValue<string>()).ToList());
                    break;
                case "run_finished":
                    isOver = true;
                    break;
                case "product" when !isOver:
                    yield return $"{task} has a product before the run has finished";
                    break;
                case "task_started" when !needs[task].TrueForAll(need => ended.Contains(need)):
                    yield return $"{task} starts before what it needs";
                    break;
                case "task_blocked" when !failed.Contains(line["by"].ShouldNotBeNull().GetValue<string>()):
                    yield return $"{task} is blocked before anything has failed";
                    break;
                case "task_finished" or "task_reused":
                    ended.Add(task);
                    break;
                case "task_failed":
                    failed.Add(task);
                    break;
                case "log" or "trial_started" or "trial_ended" when isOver:
                    yield return $"{kind} of {task} after the run";
                    break;
            }
        }
    }
}

using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>The commands that the README lists for daily use, each typed as it is printed.</summary>
public class ReadmeCommandsTests
{
    [Fact]
    public void Each_command_for_daily_use_ends_as_the_readme_says()
    {
        using var dag = new DagProcess();
        var typed = Commands().Select(line => $"told '{line.Replace("'", "'\\''")}' {line}");
        var steps = ShellScript.Run(dag, $"export DAG_CACHE=\"$PWD/state\"; cd '{Repository.Root}'\n{string.Join('\n', typed)}\n", []);

        steps.Select(step => (step.Step, step.Printed.Split('\n')[^1]))
            .ShouldBe(Commands().Select(line => (line, line.Contains("# refused before anything runs") ? "exit 4" : "exit 0")));
    }

    // Those with a word in capitals are forms.
    private static IEnumerable<string> Commands()
        => Repository.Text("README.md").Split('\n').Where(line => line.StartsWith("dag ", StringComparison.Ordinal) && !line.Contains("FILE"));
}

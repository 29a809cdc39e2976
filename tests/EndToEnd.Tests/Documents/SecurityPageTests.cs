using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>Every promise of SECURITY.md names the test that holds it, and there is such a test.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_promise_names_a_test_that_there_is()
    {
        var tests = Repository.Files("tests", "*Tests.cs").Where(path => !path.Contains("/obj/")).ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);
        var promises = Promise().Matches(Repository.Text("SECURITY.md")).Select(row => (Says: row.Groups[1].Value, Held: Test().Matches(row.Groups[2].Value))).ToList();
        promises.Count.ShouldBeGreaterThan(10);
        promises.Where(promise => promise.Held.Count == 0).Select(promise => promise.Says).ShouldBeEmpty("it names no test");
        promises.SelectMany(promise => promise.Held).Where(test => !tests[test.Groups[1].Value].Any(source => source.Contains($" {test.Groups[2].Value}(", StringComparison.Ordinal)))
            .Select(test => test.Value).ShouldBeEmpty("there is no such test");
    }

    [GeneratedRegex(@"^\| (?!promise |---)(.+?) \| (.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Test();
}

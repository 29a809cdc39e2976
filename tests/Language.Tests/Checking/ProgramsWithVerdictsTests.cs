namespace Dag.Language.Tests.Checking;

/// <summary>
/// The programs in <c>Programs/</c>, each with its verdicts under the guilty lines. After a change of a message run the tests once with
/// DAG_ACCEPT=1, which writes the verdicts anew, and read the difference.
/// </summary>
public class ProgramsWithVerdictsTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_gets_its_verdicts_under_the_guilty_lines(string name)
    {
        var path = Path.Combine(Folder, name);
        var annotated = File.ReadAllText(path).TrimEnd('\n');
        var found = Verdicts.Of(annotated);
        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
            File.WriteAllText(path, found + "\n");

        found.ShouldBe(annotated);
    }

    public static TheoryData<string> Names => new(Directory.GetFiles(Folder, "*.dag").Select(file => Path.GetFileName(file)).Order());

    private static string Folder => Path.Combine(Repository.Root, "tests", "Language.Tests", "Programs");
}

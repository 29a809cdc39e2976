namespace Dag.EndToEnd.Tests.Running;

/// <summary>What a person sees, above all who gives the program something wrong; with DAG_ACCEPT=1 it is written down anew, to be read as a difference.</summary>
public class TranscriptsTests
{
    private const string Folder = "tests/EndToEnd.Tests/Running/Expected";

    public static TheoryData<string> Names => [.. Repository.Files(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_command_answers_what_is_written_down(string name)
    {
        var path = Repository.At($"{Folder}/{name}.txt");
        var written = File.ReadAllText(path);
        var found = Transcript.Replay(written);
        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
            File.WriteAllText(path, found);

        found.ShouldBe(written);
    }
}

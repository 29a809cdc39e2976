using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Tests.Journals;

/// <summary>The trials of a task that was tried more than once, from a journal and back.</summary>
public sealed class TrialsInJournalsTests
{
    [Fact]
    public void They_are_read_as_they_were_written_but_for_secrets()
    {
        var folder = Directory.CreateTempSubdirectory("dag-trials-").FullName;
        var (secrets, name) = (new SecretTexts(), "20260321-120000-000-0001");
        secrets.Add(["a long secret"]);
        TrialRecord[] trials =
        [
            new(TrialStatus.TimedOut, TimeSpan.FromSeconds(3), "exceeded its timeout") { Wait = TimeSpan.FromSeconds(0.5) },
            new(TrialStatus.Failed, TimeSpan.FromSeconds(1), "no a long secret") { Wait = TimeSpan.Zero },
            new(TrialStatus.Succeeded, TimeSpan.FromSeconds(2), null),
        ];
        using (var journal = RunJournal.Begin(folder, name, DateTimeOffset.UnixEpoch, "/p.dag", ["a"], secrets))
        {
            journal.Record(new("a", TaskOutcome.Made, "work", TimeSpan.FromSeconds(6), []) { Trials = [.. trials] });
            journal.Record(new("b", TaskOutcome.Made, "work", TimeSpan.FromSeconds(6), []));
        }

        var read = new RunHistory(folder, []).Find(name).ShouldNotBeNull();
        read.Tasks[0].Trials.ShouldBe([trials[0], trials[1] with { Reason = "no ***" }, trials[2]]);
        read.Tasks[1].Trials.ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }
}

using Dag.Interpreter.Run.Trials;

namespace Dag.Interpreter.Tests.Working;

public sealed class LogFollowerTests : IDisposable
{
    private readonly HandTurnedClock clock = new();
    private readonly Workshop workshop = new();
    private readonly List<string> lines = [];

    public void Dispose() => workshop.Dispose();

    [Fact]
    public void Lines_come_as_they_are_written_and_the_rest_at_the_end()
    {
        using var follower = Follow();
        Tick();
        Append("one\ntw");
        Tick();
        Append("o\r\n\nthr");
        Tick();
        Append("ee");
        lines.Add("--");
        follower.Finish();
        lines.ShouldBe(["one", "two", "", "--", "three"]);
    }

    [Fact]
    public void Nothing_comes_after_the_end()
    {
        var follower = Follow();
        Append("one\n");
        follower.Finish();
        Append("two\n");
        Tick();
        follower.Finish();
        lines.ShouldBe(["one"]);
    }

    [Fact]
    public void A_log_that_never_came_has_no_lines()
    {
        Follow().Finish();
        lines.ShouldBe([]);
    }

    [Fact]
    public void A_long_line_is_cut_between_characters_and_the_next_is_whole()
    {
        Append("x" + new string('ä', 40_000));
        using var follower = Follow();
        Tick();
        Append(new string('ä', 40_000) + "\nnext\n");
        Tick();
        lines.ShouldBe(["x" + new string('ä', (LogFollower.LongestLine - 1) / 2) + LogFollower.CutMark, "next"]);
    }

    [Fact]
    public void A_line_of_just_the_longest_length_is_not_cut()
    {
        Append(new string('x', LogFollower.LongestLine) + "\n");
        Follow().Finish();
        lines.ShouldBe([new string('x', LogFollower.LongestLine)]);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_replaced()
    {
        File.WriteAllBytes(workshop.In("log"), [.. "a"u8, 0xFF, .. "b\n"u8]);
        Follow().Finish();
        lines.ShouldBe(["a\uFFFDb"]);
    }

    [Fact]
    public void A_character_written_in_two_halves_is_one()
    {
        using var follower = Follow();
        File.WriteAllBytes(workshop.In("log"), [0xC3]);
        Tick();
        File.AppendAllBytes(workshop.In("log"), [0xA4, (byte)'\n']);
        Tick();
        lines.ShouldBe(["ä"]);
    }

    private LogFollower Follow() => new(workshop.In("log"), lines.Add, clock);

    private void Append(string text) => File.AppendAllText(workshop.In("log"), text);

    private void Tick() => clock.Turn(TimeSpan.FromMilliseconds(100));
}

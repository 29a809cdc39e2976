using Dag.Interpreter.Run.Trials;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Working;

public sealed class LogTailTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public void A_short_log_is_its_own_tail() => Tail("a\nb\n", 5, 100).ShouldBe(new LogTail(["a", "b"], IsShortened: false));

    [Fact]
    public void A_last_line_needs_no_end() => Tail("a\r\nb", 5, 100).ShouldBe(new LogTail(["a", "b"], IsShortened: false));

    [Fact]
    public void Empty_lines_count() => Tail("a\n\n\n", 2, 100).ShouldBe(new LogTail(["", ""], IsShortened: true));

    [Fact]
    public void Only_so_many_lines_are_shown() => Tail("a\nb\nc\n", 2, 100).ShouldBe(new LogTail(["b", "c"], IsShortened: true));

    [Fact]
    public void A_line_that_begins_before_the_bytes_is_left_out() => Tail("aaa\nbbb\nccc\n", 9, 6).ShouldBe(new LogTail(["ccc"], IsShortened: true));

    [Fact]
    public void A_line_that_begins_with_the_bytes_is_not() => Tail("aaa\nbbb\nccc\n", 9, 8).ShouldBe(new LogTail(["bbb", "ccc"], IsShortened: true));

    [Fact]
    public void An_only_line_is_shown_from_its_first_whole_character() => Tail("ääää", 9, 5).ShouldBe(new LogTail(["ää"], IsShortened: true));

    [Fact]
    public void Bytes_that_are_no_text_are_replaced()
    {
        File.WriteAllBytes(workshop.In("log"), [.. "a"u8, 0xFF, .. "b\n"u8]);
        LogTail.Read(workshop.In("log"), 5, 100).ShouldBe(new LogTail(["a\uFFFDb"], IsShortened: false));
    }

    [Fact]
    public void No_log_and_an_empty_one_have_no_lines()
        => (LogTail.Read("/no/where", 5, 100), Tail("", 5, 100)).ShouldBe((LogTail.Empty, LogTail.Empty));

    [Fact]
    public void Whatever_the_bounds_the_tail_is_an_end_of_the_log()
        => Prop.ForAll(
            Gen.Elements("a", "ä", "\n").ListOf().Select(string.Concat).ToArbitrary(),
            Gen.Choose(1, 6).ToArbitrary(),
            Gen.Choose(1, 12).ToArbitrary(),
            (text, lines, bytes) =>
            {
                var whole = text.EndsWith('\n') ? text[..^1] : text;
                var tail = Tail(text, lines, bytes);
                return whole.EndsWith(string.Join('\n', tail.Lines), StringComparison.Ordinal) && tail.Lines.Count <= lines;
            }).QuickCheckThrowOnFailure();

    private LogTail Tail(string text, int maxLines, int maxBytes) => LogTail.Read(workshop.Write("log", text), maxLines, maxBytes);
}

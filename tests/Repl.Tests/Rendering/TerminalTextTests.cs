using System.Globalization;
using System.Text;
using System.Text.Json;
using Dag.Interpreter.Run.Events;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class TerminalTextTests
{
    private const int Tries = 2000;
    private const string Odd = "\u061c\ufeff\u00ad\u180e\ufdd0\ufff9\ud83d\udc4d\r\n\e[m;1";

    [Theory]
    [InlineData("\u001b]52;c;cHduZWQ=\u0007", "\\u001b]52;c;cHduZWQ=\\u0007")]
    [InlineData("10 %\r20 %\b\b", "10 %\\u000d20 %\\u0008\\u0008")]
    [InlineData("\u009b31m\u007f\u0085", "\\u009b31m\\u007f\\u0085")]
    [InlineData("a\u202eb\u2066c\u200fd\u061c", "a\\u202eb\\u2066c\\u200fd\\u061c")]
    [InlineData("pass\u200bword\u2028x\ufeff", "pass\\u200bword\\u2028x\\ufeff")]
    [InlineData("tag \U000e0041", "tag \\udb40\\udc41")]
    [InlineData("a line\r\nand\tanother\n", "a line\nand\tanother\n")]
    [InlineData("名前 👍 e\u0301 naïve", "名前 👍 e\u0301 naïve")]
    public void What_a_terminal_would_obey_or_hide_is_written_in_visible_form(string foreign, string shown)
        => TerminalText.Of(foreign).ShouldBe(shown);

    [Fact]
    public void Half_of_a_pair_is_written_as_what_it_is()
        => TerminalText.Of("\ud83d 👍 \udc4d").ShouldBe("\\ud83d 👍 \\udc4d");

    [Fact]
    public void Colours_of_its_own_stay_around_foreign_text()
        => TerminalText.Of(new Paint(isOn: true).Strong("\e[31mred") + "\e[0m").ShouldBe("\e[1m\\u001b[31mred\e[0m\\u001b[0m");

    [Fact]
    public void Without_style_only_its_own_sequences_are_left_out()
        => TerminalText.Of(new Paint(isOn: true).Strong("\e[31mred") + "\e[0m" + new Paint(isOn: true).Error("x"), withStyle: false).ShouldBe("\\u001b[31mred\\u001b[0mx");

    [Fact]
    public void A_mark_of_its_own_cannot_be_written_by_others()
    {
        var mark = TerminalText.Own("\e").TrimEnd('\e');
        TerminalText.Of($"{new string(mark[0], 1)}{new string('0', mark.Length - 1)}\e[31m").ShouldBe($"\\ufdd0{new string('0', mark.Length - 1)}\\u001b[31m");
    }

    [Fact]
    public void No_foreign_text_speaks_to_the_terminal()
    {
        var random = new Random(1201);
        var paint = new Paint(isOn: true);
        for (var i = 0; i < Tries; i++)
        {
            var foreign = Any(random);
            var written = TerminalText.Of($"{paint.Faint(foreign)} {foreign}");
            var inner = written["\e[2m".Length..];
            (written.StartsWith("\e[2m", StringComparison.Ordinal), inner.Split("\e[0m").Length).ShouldBe((true, 2), foreign);
            inner.Replace("\e[0m", "", StringComparison.Ordinal).Where(Speaks).ShouldBeEmpty(foreign);
        }
    }

    [Fact]
    public void JSON_reads_back_to_the_same_text()
    {
        var random = new Random(1202);
        for (var i = 0; i < Tries; i++)
        {
            var line = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Any(random)));
            var json = TerminalText.Of(JsonLines.Of(new RunEvent.Logged(DateTimeOffset.UnixEpoch, new("a"), line)));
            json.TrimEnd('\n').Where(c => Speaks(c) || c == '\t').ShouldBeEmpty(json);
            using var read = JsonDocument.Parse(json);
            read.RootElement.GetProperty("line").GetString().ShouldBe(line);
        }
    }

    [Theory]
    [InlineData("\e[1;31mred\e[0m", "\e[1;31mred\e[0m\e[0m")]
    [InlineData("\e[38;5;8mgrey \e[48;2;1;2;3mback", "\e[38;5;8mgrey \e[48;2;1;2;3mback\e[0m")]
    [InlineData("\e[8mhidden\e[5mblinks\e[38;5mcut", "\\u001b[8mhidden\\u001b[5mblinks\\u001b[38;5mcut")]
    [InlineData("\e[31m\e]0;t\a\e[2J\e[3A", "\e[31m\\u001b]0;t\\u0007\\u001b[2J\\u001b[3A\e[0m")]
    [InlineData("plain", "plain")]
    public void Of_what_a_task_printed_only_colours_pass_and_end_with_their_line(string line, string shown)
        => TerminalText.Of(new Paint(isOn: true).Printed(line)).ShouldBe(shown);

    [Fact]
    public void Where_there_is_no_colour_no_colour_of_a_task_passes()
        => TerminalText.Of(new Paint(isOn: false).Printed("\e[31mred\e[0m")).ShouldBe("\\u001b[31mred\\u001b[0m");

    // Written anew from what characters are, not from the list in the program.
    private static bool Speaks(char c)
        => c is not ('\n' or '\t') && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (c is not ((>= '\u0600' and <= '\u0605') or '\u06dd' or '\u070f' or '\u0890' or '\u0891' or '\u08e2') && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);

    private static string Any(Random random) => new([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(4) switch
    {
        0 => (char)random.Next(0, 0xA1),
        1 => (char)random.Next(0x2000, 0x2070),
        2 => Odd[random.Next(Odd.Length)],
        _ => (char)random.Next(' ', 0xD7FF),
    })]);
}

using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Masking;

namespace Dag.Interpreter.Tests.Masking;

public sealed class MaskingTests
{
    private const int Tries = 400;

    [Theory]
    [InlineData("the key is SEKRIT-7!", "the key is ***!")]
    [InlineData("SEKRIT-7SEKRIT-7 SEKRIT-", "*** SEKRIT-")]
    [InlineData("SEKRIT-SEKRIT-7", "SEKRIT-***")]
    [InlineData("{\"k\":\"SEKRIT-7\"}", "{\"k\":\"***\"}")]
    [InlineData("👍SEKRIT-7👍", "👍***👍")]
    public void A_secret_text_is_masked_wherever_it_stands(string text, string masked)
        => Of("SEKRIT-7").Mask(text).ShouldBe(masked);

    [Fact]
    public void Texts_that_overlap_are_masked_as_one()
        => Of("abcdef", "defghi", "cdef").Mask("xabcdefghix cdefghi").ShouldBe("x***x ***");

    [Fact]
    public void One_of_fewer_than_four_characters_is_not_masked()
        => Of("abc").Mask("abc").ShouldBe("abc");

    [Fact]
    public void Long_lines_of_a_text_of_several_are_masked_one_by_one()
        => Of("-----BEGIN KEY-----\nMIIEvQIBADANBg\nend\n-----END KEY-----\n").Mask("log | MIIEvQIBADANBg\nlog | end\n").ShouldBe("log | ***\nlog | end\n");

    [Theory]
    [InlineData("pä\"ss/wört\\ \n+x")]
    [InlineData("häßlich & süß")]
    [InlineData("a<b>'c' d")]
    public void It_is_masked_as_JSON_and_as_part_of_an_address(string secret)
    {
        var python = Ascii(secret);
        string[] forms =
        [
            JsonSerializer.Serialize(secret)[1..^1], JsonSerializer.Serialize(secret, Relaxed)[1..^1], python, Uri.EscapeDataString(secret), System.Net.WebUtility.UrlEncode(secret),
        ];
        var secrets = Of(secret);
        foreach (var form in forms)
            secrets.Mask($"k={form};").ShouldBe("k=***;", form);
    }

    [Fact]
    public void It_is_masked_in_base64_whatever_stands_before_and_behind_it()
    {
        var (random, secrets) = (new Random(506), Of("S3cret-of-14-b"));
        for (var i = 0; i < Tries; i++)
        {
            var (before, behind) = (Bytes(random, random.Next(10)), Bytes(random, random.Next(10)));
            var letters = Convert.ToBase64String([.. before, .. "S3cret-of-14-b"u8, .. behind]);
            var masked = secrets.Mask(i % 2 == 0 ? letters : letters.Replace('+', '-').Replace('/', '_'));

            // At most one letter at each side has bits of it.
            masked.Length.ShouldBeLessThanOrEqualTo(letters.Length - 14 * 8 / 6 + 1 + 3, letters);
            masked.ShouldContain("***", Case.Sensitive, letters);
        }
    }

    [Fact]
    public void Whatever_pieces_bytes_come_in_what_is_masked_is_the_same()
    {
        var random = new Random(507);
        for (var i = 0; i < Tries; i++)
        {
            string[] secrets = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Word(random, random.Next(4, 9)))];
            var text = Word(random, random.Next(0, 80));
            Streamed(Of(secrets), text, random).ShouldBe(Naive(secrets, text), $"{string.Join(", ", secrets)} in {text}");
            Of(secrets).Mask(text).ShouldBe(Naive(secrets, text), $"{string.Join(", ", secrets)} in {text}");
        }
    }

    [Fact]
    public void No_more_is_held_back_than_may_become_a_secret()
    {
        using var output = new MemoryStream();
        using var masking = new MaskingStream(output, Of("SEKRIT-7"));
        masking.Write("password: SEK"u8);
        Encoding.UTF8.GetString(output.ToArray()).ShouldBe("password: ");
        masking.Write("!"u8);
        Encoding.UTF8.GetString(output.ToArray()).ShouldBe("password: SEK!");
    }

    [Fact]
    public void Bytes_that_are_no_text_pass_as_they_are()
    {
        var bytes = Bytes(new Random(1), 10_000);
        using var output = new MemoryStream();
        using (var masking = new MaskingStream(output, Of("SEKRIT-7")))
            masking.Write(bytes);
        output.ToArray().ShouldBe(bytes);
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static SecretTexts Of(params string[] texts)
    {
        var secrets = new SecretTexts();
        secrets.Add(texts);
        return secrets;
    }

    private static string Streamed(SecretTexts secrets, string text, Random random)
    {
        using var output = new MemoryStream();
        using (var masking = new MaskingStream(output, secrets))
        {
            for (ReadOnlySpan<byte> left = Encoding.UTF8.GetBytes(text); !left.IsEmpty;)
            {
                var piece = random.Next(1, Math.Min(left.Length, 7) + 1);
                masking.Write(left[..piece]);
                left = left[piece..];
            }
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    // Every place of every form is covered, and what is covered is one mask.
    private static string Naive(string[] secrets, string text)
    {
        var covered = new bool[text.Length];
        foreach (var form in secrets.SelectMany(SecretForms.Of).Select(Encoding.UTF8.GetString))
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
                Array.Fill(covered, true, at, form.Length);
        }

        return string.Concat(text.Select((c, i) => !covered[i] ? c.ToString() : i > 0 && covered[i - 1] ? "" : "***"));
    }

    // Of few letters, so that secrets begin, end and overlap in it often.
    private static string Word(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => "abé"[random.Next(3)])]);

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    // As Python's json.dumps has it.
    private static string Ascii(string secret)
        => string.Concat(JsonSerializer.Serialize(secret, Relaxed)[1..^1].Select(c => char.IsAscii(c) ? c.ToString() : $"\\u{(int)c:x4}"));
}

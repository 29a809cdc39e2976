namespace Dag.Language.Tests.Grammar;

/// <summary>Writes a random program of a grammar: every way a production can go, the deeper the rarer.</summary>
internal sealed class ProgramWriter(Ebnf grammar, Random random)
{
    private static readonly Dictionary<string, string[]> Samples = new()
    {
        ["NAME"] = ["a", "load_2024", "Rank", "task", "product", "where", "_x1"],
        ["QNAME"] = ["a", "std.files", "etl.load", "Natural", "needs"],
        ["PATTERN"] = ["etl.*", "load_*", "*", "*_x.*y"],
        ["WHOLE"] = ["0", "42", "1_000", "0x1F", "0b101"],
        ["REAL"] = ["3.5", "1e-3", "6.02E+23"],
        ["DURATION"] = ["150ms", "30s", "1h30m", "1.5d"],
        ["SIZE"] = ["512KB", "8GB", "1.5MB", "3B"],
        ["TEXT"] = ["\"\"", "\"a \\\"b\\\" \\u{1F600}\"", "\"\"\"raw \"text\" \"\"\"", "\"\"\"\n  two\n   lines\n  \"\"\"", "\"}; // no comment\""],
        ["CSEXPR"] =
        [
            "value > 0", "f(x,\n  1)", "$\"{(a ? \"x\" : \"}\")} \"", "'\\''", "@\"a\"\"b\"", "x switch { 1 => \"a\", _ => \"else\" }", "\"\"\"\"three \"\"\" quotes\"\"\"\"",
            "a /* ; } */ + b", "new[] { 1, 2 }.Select(v => { return v; })", "value is >= 1 and <= 16",
            "a\n  .Select(v => v) // why\n\n  ?.B\n  ?? c +\n  d", "a\r\n        ? b\n: c", "v =>\n  v switch\n{\n  _ => 1,\n}",
        ],
        ["CSBLOCK"] = ["{ return 1; }", "{\n    var s = \"}\"; // }\n    return $\"{s}\";\n}", "{ }", "{ if (a) { b(); } else { c('}'); } }"],
        ["CSTYPE"] = ["int", "double[][]", "Dictionary<string, (int A, int B)[]>", "PcaSummary?"],
        ["CSNAME"] = ["System.Text.Json", "static System.Math", "Map = System.Collections.Generic.Dictionary<string, int>"],
    };

    private static readonly string[] LineEnds = ["\n", "\n\n", "   \n", "; ", "\r\n", " // a remark\n", "\n\n\n\n"];

    private static readonly string[] Gaps = ["\n", "\n\n", " // a remark\n", "\r\n  "];

    private int fields;

    /// <summary>The productions and tokens that were used.</summary>
    public HashSet<string> Reached { get; } = [];

    public string Program()
    {
        var parts = new List<string>();
        Write(new Rule.Name("file"), parts, 0);
        return string.Join(random.Next(4) == 0 ? "  " : " ", parts);
    }

    private void Write(Rule rule, List<string> parts, int depth)
    {
        switch (rule)
        {
            case Rule.Word(var text):
                parts.Add(text);
                break;
            case Rule.Name("GAP"):
                Reached.Add("GAP");
                if (random.Next(8) == 0)
                    parts.Add(Gaps[random.Next(Gaps.Length)]);
                break;
            case Rule.Name("NL"):
                parts.Add(LineEnds[random.Next(LineEnds.Length)]);
                break;
            case Rule.Name(var name) when Samples.TryGetValue(name, out var samples):
                Reached.Add(name);
                parts.Add(samples[random.Next(samples.Length)]);
                break;
            case Rule.Name("field"):
                // No two fields of a record have one name, which no grammar can say.
                Reached.Add("field");
                parts.Add(random.Next(2) == 0 ? $"f{fields++}" : $"\"field {fields++}\"");
                parts.Add(":");
                Write(new Rule.Name("value"), parts, depth + 1);
                break;
            case Rule.Name(var name):
                Reached.Add(name);
                Write(grammar.Productions[name], parts, depth + 1);
                break;
            case Rule.Sequence(var sequence):
                WriteSequence(sequence, parts, depth);
                break;
            case Rule.Choice(var choices):
                Write(depth > 12 ? choices[^1] is Rule.Name ? choices[0] : choices[^1] : choices[random.Next(choices.Count)], parts, depth);
                break;
            case Rule.Maybe(var inner) when depth < 12 && random.Next(2) == 0:
                Write(inner, parts, depth);
                break;
            case Rule.Many(var inner):
                for (var left = depth < 12 ? random.Next(4) : 0; left > 0; left--)
                    Write(inner, parts, depth);
                break;
        }
    }

    // A sign and its number are one thing.
    private void WriteSequence(IReadOnlyList<Rule> sequence, List<string> parts, int depth)
    {
        var start = parts.Count;
        foreach (var part in sequence)
            Write(part, parts, depth);
        if (parts.Count > start + 1 && parts[start] is "-" or "+")
            (parts[start + 1], parts[start]) = (parts[start] + parts[start + 1], "");
    }
}

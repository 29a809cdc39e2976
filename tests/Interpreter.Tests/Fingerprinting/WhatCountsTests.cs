namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>The table of docs/cache.md, row by row: what makes another piece of work, and what does not.</summary>
public sealed class WhatCountsTests
{
    private const string Program = """
        using System.Text.Json
        type Count of int where value >= 0
        type Key : Secret
        code {
            double Norm(double x) => Math.Abs(x) * Scale;
            const double Scale = 2;
            double Unused(double x) => x;
            record Point(double X);
        }
        task upstream { product Text; run => "made" }
        task order_only { run => Console.WriteLine() }
        /// What it is for.
        task work {
            needs upstream as text
            needs order_only
            option lr: Number = 0.1
            option epochs: Count = 3
            option threads: Natural = 2 meta
            option added: Natural = 7 compatible
            option source: File = file "p.dag"
            product Number
            retry 2 backoff 100ms
            timeout 30s
            run => Norm(lr) + text.Length + epochs
        }
        """;

    private const string Script = """
        language other runs "other" "{script}"
        task upstream { product Text; run => "made" }
        task work {
            needs upstream as text
            option lr: Number = 0.1
            env LC_ALL, USER meta
            product Number
            run sh "echo $lr"
        }
        """;

    [Theory]
    [InlineData("the layout of the body", "Norm(lr) + text.Length", "Norm( lr )+text . Length")]
    [InlineData("comments in the body", "Norm(lr) +", "Norm(lr) /* and */ +")]
    [InlineData("comments in code", "* Scale;", "* Scale; // twice")]
    [InlineData("the name of the task", "task work", "task job")]
    [InlineData("the name of a dep that has another name in the body", "upstream", "source_text")]
    [InlineData("the body of a dep that makes the same", "=> \"made\"", "=> \"ma\" + \"de\"")]
    [InlineData("deps that make nothing", "    needs order_only\n", "")]
    [InlineData("doc comments", "/// What it is for.", "/// What else it is for.")]
    [InlineData("the order of options", "option lr: Number = 0.1\n    option epochs: Count = 3", "option epochs: Count = 3\n    option lr: Number = 0.1")]
    [InlineData("an option's default where the value is the same", "lr: Number = 0.1", "lr: Number = 1e-1")]
    [InlineData("a meta option", "threads: Natural = 2", "threads: Natural = 4")]
    [InlineData("a compatible option at its default", "    option added: Natural = 7 compatible\n", "")]
    [InlineData("predicates", "where value >= 0", "where value >= 1")]
    [InlineData("the names of types", "Count", "Number_of")]
    [InlineData("code that is not reached", "Unused(double x) => x", "Unused(double x) => x + 1")]
    [InlineData("types that are not reached", "record Point(double X)", "record Point(double X, double Y)")]
    [InlineData("the order of code", "double Norm(double x) => Math.Abs(x) * Scale;\n    const double Scale = 2;", "const double Scale = 2;\n    double Norm(double x) => Math.Abs(x) * Scale;")]
    [InlineData("retry", "retry 2 backoff 100ms", "retry 5")]
    [InlineData("jitter", "backoff 100ms", "backoff 100ms jitter")]
    [InlineData("timeout", "timeout 30s", "timeout 31s")]
    [InlineData("where it is published", "timeout 30s", "timeout 30s; publish \"work.txt\"")]
    public void What_does_not_count(string what, string from, string to)
    {
        Program.ShouldContain(from);
        // The program itself is a file option's content here, so that one is left out.
        var program = Program.Replace("    option source: File = file \"p.dag\"\n", "");
        Work.DigestOf(program.Replace(from, to)).ShouldBe(Work.DigestOf(program), what);
    }

    [Theory]
    [InlineData("the body", "+ epochs", "- epochs")]
    [InlineData("a token between texts", "text.Length", "text .Length.GetHashCode()")]
    [InlineData("code that is reached", "Math.Abs(x)", "Math.Sqrt(x)")]
    [InlineData("code that code reaches", "Scale = 2", "Scale = 3")]
    [InlineData("what is open in C#", "using System.Text.Json", "using System.Text.Json.Nodes")]
    [InlineData("the name of a dep in the body", "text", "words")]
    [InlineData("an option's value", "lr: Number = 0.1", "lr: Number = 0.2")]
    [InlineData("an option's C# type", "Count of int", "Count of long")]
    [InlineData("a compatible option at another value", "run =>", "set work.added = 8; run =>")]
    [InlineData("the content of a file", "/// What it is for.", "/// What else it is for.")]
    [InlineData("the C# type of the product", "product Number\n    retry", "product Count\n    retry")]
    [InlineData("an expression as a block", "run => Norm(lr) + text.Length + epochs", "run { return Norm(lr) + text.Length + epochs; }")]
    public void What_counts(string what, string from, string to)
    {
        Program.ShouldContain(from);
        var changed = what.Contains("compatible", StringComparison.Ordinal) ? Program.Replace("added: Natural = 7 compatible", "added: Natural = 8") :
            what.Contains("C# type of the product", StringComparison.Ordinal) ? Program.Replace(from, to).Replace("run => Norm", "run => (int)Norm") : Program.Replace(from, to);
        Work.DigestOf(changed).ShouldNotBe(Work.DigestOf(Program), what);
    }

    [Theory]
    [InlineData("the text of a script", "echo $lr", "echo  $lr", false)]
    [InlineData("a variable of the caller's", "LC_ALL,", "LC_ALL, LANGUAGE,", false)]
    [InlineData("a variable of the caller's that is meta", "USER meta", "LOGNAME meta", true)]
    public void What_counts_of_a_script(string what, string from, string to, bool isSame)
        => (Work.DigestOf(Script.Replace(from, to)) == Work.DigestOf(Script)).ShouldBe(isSame, what);

    [Fact]
    public void A_version_stands_for_the_body_and_the_code_it_reaches()
    {
        var program = Program.Replace("timeout 30s", "version \"2\"").Replace("    option source: File = file \"p.dag\"\n", "");
        Work.DigestOf(program.Replace("+ epochs", "- epochs").Replace("Math.Abs", "Math.Sqrt")).ShouldBe(Work.DigestOf(program));
        Work.DigestOf(program.Replace("\"2\"", "\"3\"")).ShouldNotBe(Work.DigestOf(program));
        Work.DigestOf(program.Replace("0.1", "0.2")).ShouldNotBe(Work.DigestOf(program));
    }

    [Fact]
    public void The_content_of_a_dep_counts()
        => Work.Of(Script, "other").ShouldNotBeNull().Fingerprint.ShouldNotBe(Work.Of(Script, "made").ShouldNotBeNull().Fingerprint);

    [Fact]
    public void A_secret_counts_and_is_in_nothing_that_is_kept()
    {
        const string Secret = "task work { option key: Secret; product Number; run => key.Length }";
        var first = Work.Of(Secret, [new(null, "key", "hunter2")]).ShouldNotBeNull();
        Work.Of(Secret, [new(null, "key", "hunter3")]).ShouldNotBeNull().Fingerprint.ShouldNotBe(first.Fingerprint);
        Work.Of(Secret, [new(null, "key", "hunter2")]).ShouldNotBeNull().Fingerprint.ShouldBe(first.Fingerprint);
        first.Parts().Single(part => part.Name == "option key").Shown.ShouldBe("***");
    }

    [Fact]
    public void A_change_of_one_thing_is_a_change_of_the_part_that_is_named_for_it()
    {
        Changed("lr: Number = 0.1", "lr: Number = 0.2").ShouldBe(["option lr", "option source"]);
        Changed("Math.Abs", "Math.Sqrt").ShouldBe(["code: Norm()", "option source"]);
        Changed("Scale = 2", "Scale = 4").ShouldBe(["code: Scale", "option source"]);
        Changed("+ epochs", "- epochs").ShouldBe(["body", "option source"]);

        static List<string> Changed(string from, string to)
        {
            var (before, after) = (Digests(Program), Digests(Program.Replace(from, to)));
            return [.. before.Where(part => after[part.Key] != part.Value).Select(part => part.Key).Order(StringComparer.Ordinal)];
        }

        static Dictionary<string, string> Digests(string program) => Work.Of(program).ShouldNotBeNull().Parts().ToDictionary(part => part.Name, part => part.Digest);
    }
}

using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>The text of a flag against a C# type: literals of the language first, bare words where a text is wanted.</summary>
public sealed class FlagReaderTests
{
    [Theory]
    [InlineData("3", typeof(int), "int 3")]
    [InlineData("1_000", typeof(int), "int 1000")]
    [InlineData("-0.1", typeof(double), "double -0.1")]
    [InlineData("[1, 2]", typeof(int[]), "int[] [1,2]")]
    [InlineData("{ name: \"x\", size: 2 }", typeof(Box), "Box {\"Name\":\"x\",\"Size\":2,\"Weight\":1.5}")]
    [InlineData("true", typeof(bool), "bool true")]
    [InlineData("10m", typeof(TimeSpan), "TimeSpan 10m")]
    [InlineData("4KB", typeof(long), "long 4096")]
    [InlineData("none", typeof(int?), "none")]
    [InlineData("yes", typeof(bool), "no: expected Boolean, found 'yes' (write true or false)")]
    [InlineData("", typeof(int), "no: expected Integer, found ''")]
    [InlineData("three", typeof(int), "no: expected Integer, found 'three'")]
    [InlineData("[a, b]", typeof(int[]), "no: expected a list of Integer, found '[a, b]': expected a value, found 'a'")]
    [InlineData("3 4", typeof(int), "no: expected Integer, found '3 4': unexpected '4'")]
    [InlineData("1.5", typeof(int), "no: 1.5 does not fit Integer without loss")]
    [InlineData("\"3\"", typeof(int), "no: expected Integer, found a text")]
    public void Literals_are_those_of_the_language(string text, Type type, string bound) => Read(text, type).ShouldBe(bound);

    [Theory]
    [InlineData("x", typeof(string), "string x")]
    [InlineData("42", typeof(string), "string 42")]
    [InlineData("true", typeof(string), "string true")]
    [InlineData("none", typeof(string), "string none")]
    [InlineData("", typeof(string), "string ")]
    [InlineData("\"x\\ty\"", typeof(string), "string x\ty")]
    [InlineData("\"\"\"x\"\"\"", typeof(string), "string x")]
    [InlineData("\"x\" and \"y\"", typeof(string), "string \"x\" and \"y\"")]
    [InlineData("say \"x\"", typeof(string), "string say \"x\"")]
    [InlineData("rbf", typeof(Kernel), "Kernel Rbf")]
    [InlineData("\"rbf\"", typeof(Kernel), "Kernel Rbf")]
    [InlineData("rbff", typeof(Kernel), "no: the text is not one of Linear, Rbf (did you mean 'Rbf'?)")]
    [InlineData("7", typeof(char), "char 7")]
    [InlineData("https://a.b/?q={x}", typeof(Uri), "Uri https://a.b/?q={x}")]
    [InlineData("2026-03-21", typeof(DateOnly), "DateOnly 2026-03-21")]
    [InlineData("12:30", typeof(TimeOnly), "TimeOnly 12:30:00.0000000")]
    [InlineData("1e355044-10b1-426f-9247-bb680e5fe0c8", typeof(Guid), "Guid 1e355044-10b1-426f-9247-bb680e5fe0c8")]
    [InlineData("green", typeof(Colour), "Colour {\"Name\":\"green\"}")]
    [InlineData("green", typeof(Colour?), "Colour {\"Name\":\"green\"}")]
    public void Bare_words_are_texts_where_a_text_is_wanted(string text, Type type, string bound) => Read(text, type).ShouldBe(bound);

    [Theory]
    [InlineData("data.csv", typeof(DagFile), "DagFile /here/data.csv")]
    [InlineData("\"my data.csv\"", typeof(DagFile), "DagFile /here/my data.csv")]
    [InlineData("file \"data.csv\"", typeof(DagFile), "DagFile /here/data.csv")]
    [InlineData("42", typeof(DagFile), "DagFile /here/42")]
    [InlineData("/tmp/x", typeof(DagFile), "DagFile /tmp/x")]
    [InlineData("src", typeof(DagFolder), "DagFolder /here/src")]
    [InlineData("folder \"src\" except \"bin\", \"obj\"", typeof(DagFolder), "DagFolder /here/src")]
    [InlineData("folder \"src\" except", typeof(DagFolder), "no: expected Folder, found 'folder \"src\" except': expected a pattern such as \"**/bin/**\", found end of input")]
    [InlineData("folder \"src\" except \"/bin\"", typeof(DagFolder), "no: the pattern \"/bin\" after 'except' begins with '/' (a pattern is a path in the folder: * stands for a part of a name, ** for any folders, as in \"**/bin/**\")")]
    [InlineData("folder \"src\"", typeof(DagFile), "no: expected File, found a folder")]
    [InlineData("", typeof(DagFile), "no: the path is empty or contains a NUL character")]
    [InlineData("[file \"a\", file \"b\"]", typeof(DagFile[]), "DagFile[] [\"/here/a\",\"/here/b\"]")]
    public void Files_are_relative_to_the_current_folder(string text, Type type, string bound) => Read(text, type).ShouldBe(bound);

    [Theory]
    [InlineData("a", typeof(string[]), "string[] [\"a\"]")]
    [InlineData("a|b c", typeof(List<string>), "List<string> [\"a\",\"b c\"]")]
    [InlineData("[\"a\", \"b\"]|c", typeof(IReadOnlyList<string>), "string[] [\"a\",\"b\",\"c\"]")]
    [InlineData("1|2|[3, 4]", typeof(int[]), "int[] [1,2,3,4]")]
    [InlineData("2026-03-21|\"2026-03-22\"", typeof(DateOnly[]), "DateOnly[] [\"2026-03-21\",\"2026-03-22\"]")]
    [InlineData("1|x", typeof(int[]), "no: expected a list of Integer, found 'x'")]
    [InlineData("1|2", typeof(int), "int 2")]
    [InlineData("none", typeof(string[]), "string[] [\"none\"]")]
    public void A_flag_given_several_times_makes_a_list_where_one_is_wanted(string texts, Type type, string bound)
        => Bound.Line(new FlagReader("/here").Read(Given(texts.Split('|')), AnnotatedType.Of(type))).ShouldBe(bound);

    private static OptionArgument Given(string[] texts) => new(null, "option", texts[^1]) { Earlier = [.. texts[..^1]] };

    private static string Read(string text, Type type) => Bound.Line(new FlagReader("/here").Read(text, type));
}

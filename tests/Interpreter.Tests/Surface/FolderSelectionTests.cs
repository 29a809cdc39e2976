using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Surface;

/// <summary>What of a folder that a value names does not count.</summary>
public sealed class FolderSelectionTests : IDisposable
{
    private const string All = "a.c b/.git/HEAD .dag/x bin/a.dll b/bin/c.dll b/c.txt b/obj/d notes/e.txt #f";

    private readonly string root = Directory.CreateTempSubdirectory("dag-selection-").FullName;

    public FolderSelectionTests()
    {
        foreach (var name in All.Split(' '))
            Write(name, name);
    }

    [Fact]
    public void Of_a_product_all_counts_and_of_what_a_value_names_neither_git_nor_dag()
    {
        Listed(DagFolder.Of(root)).ShouldBe("#f .dag/x a.c b/.git/HEAD b/bin/c.dll b/c.txt b/obj/d bin/a.dll notes/e.txt");
        Listed(DagFolder.OfInput(root, [])).ShouldBe("#f a.c b/bin/c.dll b/c.txt b/obj/d bin/a.dll notes/e.txt");
    }

    [Theory]
    [InlineData("**/bin/**", "#f a.c b/c.txt b/obj/d notes/e.txt")]
    [InlineData("bin/**", "#f a.c b/bin/c.dll b/c.txt b/obj/d notes/e.txt")]
    [InlineData("bin", "#f a.c b/bin/c.dll b/c.txt b/obj/d notes/e.txt")]
    [InlineData("**/{bin,obj}/** *.c", "#f b/c.txt notes/e.txt")]
    [InlineData("**/*.txt", "#f a.c b/bin/c.dll b/obj/d bin/a.dll")]
    [InlineData("b/**", "#f a.c bin/a.dll notes/e.txt")]
    [InlineData("?.c", "#f b/bin/c.dll b/c.txt b/obj/d bin/a.dll notes/e.txt")]
    [InlineData("**", "")]
    public void What_patterns_say(string except, string left) => Listed(DagFolder.OfInput(root, except.Split(' '))).ShouldBe(left);

    [Theory]
    [InlineData("bin\n", "#f .dagignore a.c b/c.txt b/obj/d notes/e.txt")]
    [InlineData("/bin", "#f .dagignore a.c b/bin/c.dll b/c.txt b/obj/d notes/e.txt")]
    [InlineData("# all\n\nbin/\nobj/  \n", "#f .dagignore a.c b/c.txt notes/e.txt")]
    [InlineData("*.txt\n!e.txt", "#f .dagignore a.c b/bin/c.dll b/obj/d bin/a.dll notes/e.txt")]
    [InlineData("\\#f\nb/obj", ".dagignore a.c b/bin/c.dll b/c.txt bin/a.dll notes/e.txt")]
    [InlineData(".dagignore\na.c/", "#f a.c b/bin/c.dll b/c.txt b/obj/d bin/a.dll notes/e.txt")]
    public void What_a_file_in_the_folder_says(string lines, string left)
    {
        Write(".dagignore", lines);
        Listed(DagFolder.OfInput(root, [])).ShouldBe(left);
    }

    [Fact]
    public void What_is_left_out_is_in_no_digest()
    {
        string[] except = ["**/bin/**"];
        var before = DagFolder.OfInput(root, except).ContentHash;
        Write("bin/new.dll", "new");
        Write("b/.git/index", "new");
        DagFolder.OfInput(root, except).ContentHash.ShouldBe(before);
        DagFolder.OfInput(root, []).Equals(DagFolder.OfInput(root, except)).ShouldBeFalse();
    }

    [Fact]
    public void By_hand_a_pattern_fits_what_it_fits_as_a_regular_expression()
    {
        var random = new Random(20260401);
        string[] parts = ["a", "b", "/", "*", "**", "**/", "?", "{a,b}", "{a/,}", "ab"];
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
            var path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => "ab"[random.Next(2)]))));
            // Stars over folders begin a name: what they mean in the middle of one is nobody's business.
            if (!pattern.Replace("**/", "\0").Contains('*', StringComparison.Ordinal) && !System.Text.RegularExpressions.Regex.IsMatch(pattern, @"[^/]\*\*/|\*\*\*"))
                PathPattern.Of(pattern).Fits(path).ShouldBe(Glob.Of(pattern).Fits(path), $"'{pattern}' on '{path}'");
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Write(string name, string text)
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root);
        File.WriteAllText(path, text);
    }

    private static string Listed(DagFolder folder) => string.Join(' ', folder.Files().Select(file => Path.GetRelativePath(folder.Path, file.Path)));
}

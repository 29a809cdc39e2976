using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>The page about the language leaves nothing of the standard library out.</summary>
public partial class LibraryPageTests
{
    [Fact]
    public void Every_type_and_function_of_the_library_is_on_the_page()
    {
        var page = Repository.Text("docs/language.md");
        var declared = Repository.Files("stdlib", "*.dag").SelectMany(file => Names(File.ReadAllText(file))).ToList();
        declared.Where(name => !page.Contains($"`{name}", StringComparison.Ordinal)).ShouldBe([]);
    }

    // A type as it is called, a function behind the class it is in.
    private static IEnumerable<string> Names(string library)
    {
        var owner = "";
        foreach (Match declared in Declared().Matches(library))
        {
            if (declared.Groups["class"] is { Success: true, Value: var name })
                owner = name;
            else
                yield return declared.Groups["type"] is { Success: true, Value: var type } ? $"{type}`" : $"{owner}.{declared.Groups["function"].Value}";
        }
    }

    [GeneratedRegex(@"^type (?<type>\w+)|^    public static class (?<class>\w+)|^        public static [^=\n]*?(?<function>\w+)(?:<T>)?\(", RegexOptions.Multiline)]
    private static partial Regex Declared();
}

using System.Text.RegularExpressions;

namespace Dag.Measures;

/// <summary>Names of types that a past participle begins or is: "KnownRun" says what was done with a thing before it says what the thing is.</summary>
public static partial class Participles
{
    private static readonly HashSet<string> Irregular =
    [
        "Asked", "Begun", "Bound", "Brought", "Built", "Caught", "Chosen", "Come", "Cut", "Done", "Drawn", "Fed", "Found", "Given", "Gone", "Heard", "Held", "Hidden",
        "Kept", "Known", "Laid", "Led", "Left", "Lent", "Let", "Lost", "Made", "Meant", "Met", "Put", "Read", "Said", "Seen", "Sent", "Set", "Shown", "Spent", "Split",
        "Stood", "Struck", "Sunk", "Taken", "Told", "Thought", "Torn", "Understood", "Won", "Worn", "Written",
    ];

    /// <summary>Names that are terms of the field, or that say what a type is beside one that is it not; each with its reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["BoundOption"] = "an option after binding: a value with its origin, beside OptionDeclaration and OptionArgument",
        ["BoundTask"] = "a task after binding: a declaration with values of its options",
        ["BoundedCSharpScanner"] = "a scanner with bounds: the field's term, as in bounded buffer",
        ["BoundedCache"] = "a cache with a bound: the field's term",
        ["CachedParts"] = "the parts of a product that are in the cache: task.Cached",
        ["CachedProduct"] = "a product in the cache",
        ["ClosedSetSyntax"] = "a closed set, as the grammar calls it",
        ["CompiledCode"] = "the code of a program after compilation",
        ["EmbeddedCSharp"] = "C# in a .dag file",
        ["GeneratedEntry"] = "generated code",
        ["GeneratedText"] = "generated code",
        ["GeneratedUnit"] = "generated code",
        ["InterpolatedText"] = "an interpolated string of C#",
        ["LoadedModule"] = "a module after loading",
        ["LoadedSubmission"] = "a submission of C# after its assembly is loaded",
        ["OrderedMap"] = "an ordered map: the field's term",
        ["PackedProduct"] = "a product as its bytes in the pack",
        ["ParsedArguments"] = "the arguments of a command line after parsing",
        ["PassedVariable"] = "a variable of the caller's that a script gets",
        ["PassedVariableDeclaration"] = "a variable of the caller's that a script gets",
        ["ReadResult"] = "the result of reading, an infinitive",
        ["ReservedNames"] = "reserved names: the field's term",
        ["StoredProduct"] = "a product in the store",
        ["TrustedFolders"] = "trusted folders, as the setting is called",
    };

    /// <summary>Words in -ed that are no participles.</summary>
    private static readonly HashSet<string> Nouns = ["Feed", "Seed", "Speed", "Need", "Bed", "Shed", "Embed"];

    public static bool IsAllowed(string name) => Allowed.ContainsKey(name);

    /// <summary>Allowed names that no type has any more.</summary>
    public static IEnumerable<string> Superfluous(IEnumerable<string> names) => Allowed.Keys.Except(names).Order(StringComparer.Ordinal);

    public static bool Begins(string name)
        => FirstWord().Match(name).Value is { Length: > 0 } word && (Irregular.Contains(word) || (word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal) && !Nouns.Contains(word)));

    [GeneratedRegex("^[A-Z][a-z]+")]
    private static partial Regex FirstWord();
}

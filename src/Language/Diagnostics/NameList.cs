namespace Dag.Language.Diagnostics;

/// <summary>Names as a sentence lists them: a few, and how many more there are.</summary>
public static class NameList
{
    public static string Of<T>(IReadOnlyCollection<T> names, int most)
        => string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most} more" : "");

    /// <summary>The same with every name in quotes.</summary>
    public static string Quoted<T>(IEnumerable<T> names, int most = 5) => Of(names.Select(name => $"'{name}'").ToList(), most);
}

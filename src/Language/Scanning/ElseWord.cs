namespace Dag.Language.Scanning;

/// <summary>The word that ends a predicate and begins its message.</summary>
internal static class ElseWord
{
    /// <param name="run">Text between two special characters: none is part of a word, so no word reaches over its edges.</param>
    /// <returns>Less than 0 where there is none.</returns>
    public static int Find(ReadOnlySpan<char> run)
    {
        for (var from = 0; ; from += 4)
        {
            var found = run[from..].IndexOf("else");
            if (found < 0)
                return -1;

            from += found;
            var startsWord = from == 0 || (run[from - 1] is not ('@' or '\\') && !CSharpCharacters.IsWordPart(run[from - 1]));
            var endsWord = from + 4 == run.Length || !CSharpCharacters.IsWordPart(run[from + 4]);
            if (startsWord && endsWord)
                return from;
        }
    }
}

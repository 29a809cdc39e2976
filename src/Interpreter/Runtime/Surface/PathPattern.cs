namespace Dag.Interpreter.Runtime.Surface;

/// <summary>
/// A pattern for relative paths as <see cref="Glob"/> has them, matched by hand: a known run asks for them too, and getting a regular expression ready takes longer than all else of it.
/// </summary>
internal sealed class PathPattern
{
    private readonly string[] ways;

    private PathPattern(string[] ways) => this.ways = ways;

    /// <summary><c>*</c> within a name, <c>**</c> over folders, <c>?</c> one character, <c>{a,b}</c> either.</summary>
    public static PathPattern Of(string pattern)
    {
        var ways = new List<string>();
        Expand("", pattern, ways);
        return new([.. ways]);
    }

    public bool Fits(string path)
    {
        foreach (var way in ways)
        {
            if (Fits(way, path))
                return true;
        }

        return false;
    }

    // Each brace is as many patterns as it has parts; one that is never closed is a character.
    private static void Expand(string before, string rest, List<string> ways)
    {
        var open = rest.IndexOf('{');
        var close = open < 0 ? -1 : rest.IndexOf('}', open);
        if (close < 0 || ways.Count > 1000)
        {
            ways.Add(before + rest);
            return;
        }

        foreach (var part in rest[(open + 1)..close].Split(','))
            Expand(before + rest[..open] + part, rest[(close + 1)..], ways);
    }

    // Every place in the pattern that what was read so far may have led to: the time is that of pattern times path, whatever both are.
    private static bool Fits(string pattern, string path)
    {
        var (at, next) = (new bool[pattern.Length + 1], new bool[pattern.Length + 1]);
        Reach(at, pattern, 0, isAtName: true);
        for (var i = 0; i < path.Length; i++)
        {
            Array.Clear(next);
            for (var place = 0; place < pattern.Length; place++)
            {
                if (at[place])
                    Step(next, pattern, place, path[i]);
            }

            (at, next) = (next, at);
        }

        return at[pattern.Length];
    }

    private static void Step(bool[] next, string pattern, int place, char read)
    {
        var isAtName = read == '/';
        if (IsOverFolders(pattern, place))
            Reach(next, pattern, place, isAtName);
        else if (pattern[place] == '*' ? read != '/' : pattern[place] == '?' ? read != '/' : pattern[place] == read)
            Reach(next, pattern, pattern[place] == '*' ? place : place + 1, isAtName);
    }

    // Stars may stand for nothing; those over folders with a '/' behind them only for whole names.
    private static void Reach(bool[] places, string pattern, int place, bool isAtName)
    {
        while (true)
        {
            places[place] = true;
            if (IsOverFolders(pattern, place))
            {
                var hasSlash = place + 2 < pattern.Length && pattern[place + 2] == '/';
                if (hasSlash && !isAtName)
                    return;
                place += hasSlash ? 3 : 2;
            }
            else if (place < pattern.Length && pattern[place] == '*')
            {
                place++;
            }
            else
            {
                return;
            }
        }
    }

    private static bool IsOverFolders(string pattern, int place) => place + 1 < pattern.Length && pattern[place] == '*' && pattern[place + 1] == '*';
}

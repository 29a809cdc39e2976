using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Editing;

/// <summary>Says what may stand at the cursor. Knows the language and the names of an env, and no terminal.</summary>
/// <param name="entriesOf">The files of a folder, and its folders with a '/' at their end.</param>
/// <param name="modules">What may be imported by name.</param>
internal sealed class Completion(Func<string, IEnumerable<string>> entriesOf, params IReadOnlyList<string> modules)
{
    public Candidates At(string text, int caret, EnvNames names)
    {
        var words = CompletionContext.Before(text, caret);
        var replaced = TextSpan.FromBounds(words.Start, NameCharacters.EndOf(text, caret));
        if (words.OpenText is { } opened)
            return InText(words, opened, caret, names);
        if (words.IsElsewhere)
            return Candidates.None(caret);

        var lists = new NameLists(names);
        return new(replaced, Closest(words.Beginning, Fitting(words, lists)), lists.IsCut);
    }

    // Those that begin so; where none does, those that have it somewhere.
    private static EquatableList<Candidate> Closest(string beginning, IEnumerable<Candidate> candidates)
    {
        var all = candidates.Where(candidate => candidate.Text.Contains(beginning, StringComparison.OrdinalIgnoreCase)).ToList();
        var first = all.Where(candidate => candidate.Text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).ToList();
        return (first.Count > 0 || beginning.Length < 2 ? first : all).ToEquatableList();
    }

    private Candidates InText(CompletionContext words, string opened, int caret, EnvNames names)
    {
        if (words[-1] is "file" or "folder" or "load" or "save" or "import" or "reference" or "publish")
        {
            var slash = opened.LastIndexOf('/') + 1;
            var paths = entriesOf(opened[..slash]).Select(InLiteral).Where(entry => words[-1] != "folder" || entry.EndsWith('/'))
                .Where(entry => entry.StartsWith(opened[slash..], StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
            return new(TextSpan.FromBounds(words.Start + slash, caret), [.. paths.Select(entry => new Candidate(entry))], false);
        }

        var values = Fitting(words, new(names)).Where(value => value.Text.StartsWith('"')).Select(value => value with { Text = value.Text[1..] });
        return new(TextSpan.FromBounds(words.Start, caret), [.. values], false);
    }

    // As it is written between quotes: what is put at the cursor is shown there too.
    private static string InLiteral(string entry)
        => VisibleText.OfOneLine(entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));

    private IEnumerable<Candidate> Fitting(CompletionContext words, NameLists lists)
    {
        if (words.Block == "value")
            return [];
        if (words.Count == 0)
            return Beginnings(words, lists);
        if (words.Block == "task")
            return InTask(words, lists);

        return words[0] switch
        {
            "set" => words.Contains("=") ? lists.ValuesOfOption(words.NameEndingAt(words.IndexOf("=") - 1)) : First(words, lists.Options(words.Beginning)),
            "unset" => First(words, lists.Options(words.Beginning)),
            "run" when words.Contains("with") => With(words, lists),
            "show" when words[1] == "type" => words.Count == 2 ? lists.Types() : [],
            "show" when words.Count == 1 => [.. Words("types", "type", "env"), .. Query(words, lists)],
            "graph" when words[-1] == "as" => Words("dot", "mermaid", "json"),
            "import" => First(words, Words(modules)),
            "why" or "logs" => First(words, lists.Tasks(words.Beginning)),
            "substitute" or "restore" or "rename" or "pin" or "override" => Changing(words, lists),
            "help" => First(words, [.. Statements(Parser.StatementWords), .. Words([.. HelpPages.Names.Except(Parser.StatementWords)])]),
            "type" => Declaring(words, lists),
            var word when Parser.QueryWords.Contains(word) => Query(words, lists),
            var word when Parser.StatementWords.Contains(word) => [],
            _ => Query(words, lists),
        };
    }

    private static IEnumerable<Candidate> Beginnings(CompletionContext words, NameLists lists) => words.Block switch
    {
        "task" => Words(Parser.ClauseWords),
        "test" => Statements(Parser.TestWords),
        "" when words.Beginning.Contains('.') => [.. lists.Tasks(words.Beginning), .. lists.Options(words.Beginning)],
        "" => [.. Statements(Parser.StatementWords), .. lists.Tasks(words.Beginning)],
        _ => [],
    };

    private static IEnumerable<Candidate> First(CompletionContext words, IEnumerable<Candidate> candidates) => words.Count == 1 ? candidates : [];

    private static IEnumerable<Candidate> Words(params IReadOnlyList<string> words) => words.Select(word => new Candidate(word));

    private static IEnumerable<Candidate> Statements(IEnumerable<string> words)
        => words.Select(word => new Candidate(word, StatementHelp.Find(word) is { } entry ? $"{entry.Usage}\n{entry.Meaning}" : ""));

    private static IEnumerable<Candidate> With(CompletionContext words, NameLists lists)
    {
        var (start, equals) = (Math.Max(words.IndexOf("with"), words.IndexOf(",")), words.IndexOf("="));
        if (equals > start)
            return lists.ValuesOfOption(words.NameEndingAt(equals - 1));

        return words[-1] is "with" or "," ? lists.Options(words.Beginning) : [];
    }

    private static IEnumerable<Candidate> Query(CompletionContext words, NameLists lists)
    {
        var last = words[-1];
        var isStart = words.Count == 1 && Parser.StatementWords.Contains(last);
        if (last is "where" or "not" || (last is "and" or "or" && words.Contains("where")))
            return Words(Parser.ConditionWords);
        if (last == "product" && words.Contains("where"))
            return lists.Types();
        if (last == "option" && words.Contains("where"))
            return lists.OptionNames();
        if (isStart || last is ".." or "+" or "-" or "&" or "," or "(")
            return [.. lists.Tasks(words.Beginning), .. Parser.FunctionWords.Select(word => new Candidate(word + "(")), new("all")];

        return (words[0], words.Contains("where")) switch
        {
            ("run", false) => Words("where", "with"),
            ("graph", false) => Words("where", "as"),
            (_, true) => Words("and", "or"),
            _ => Words("where"),
        };
    }

    private static IEnumerable<Candidate> Changing(CompletionContext words, NameLists lists) => (words[0], words[-1]) switch
    {
        ("override", "override") => Words("task"),
        ("override", _) => words.Count == 2 ? lists.Tasks(words.Beginning) : [],
        ("substitute" or "restore" or "rename" or "pin", var last) when words.Count == 1 || last is "in" || (last == "with" && words[0] == "substitute") => lists.Tasks(words.Beginning),
        ("pin", _) => words.Contains("=") ? lists.ValuesOfProduct(words.NameEndingAt(words.IndexOf("=") - 1)) : [],
        ("rename", _) => words.Contains("to") ? [] : Words("to"),
        ("substitute", _) when !words.Contains("with") => Words("with"),
        _ => words.Contains("in") ? [] : Words("in"),
    };

    private static IEnumerable<Candidate> Declaring(CompletionContext words, NameLists lists)
    {
        if (words[-1] == ":" || (words[-1] == "of" && words[-2] == "list"))
            return lists.Types();

        return words.Count == 2 ? Words(":", "of", "list of") : words.Count == 4 ? Words("where", "in") : [];
    }

    private static IEnumerable<Candidate> InTask(CompletionContext words, NameLists lists) => (words[0], words[-1]) switch
    {
        ("needs", "needs" or ",") => [.. lists.Tasks(words.Beginning), .. Words("each")],
        ("needs", "each") when words[-2] is "needs" or "," => lists.Tasks(words.Beginning),
        ("needs", "as") => [],
        ("needs" or "product", "in") => Words(TableFormatText.Words),
        ("needs", _) => Words("as", "in"),
        ("product", "stream") when words.Count == 2 => lists.Types(),
        ("product", "product") => [.. lists.Types(), .. Words("stream")],
        ("product", _) => words.Contains("in") ? [] : Words("in"),
        ("option", ":") => lists.Types(),
        ("option", "from") => Words("env", "file", "command"),
        ("option", _) when words.Contains("from") => Words("meta", "compatible"),
        ("option", _) when words[-2] == "folder" => Words("except", "meta", "compatible"),
        ("option", _) when words.Contains("=") => lists.ValuesOfType(words.NameEndingAt(words.IndexOf("=") - 1)),
        ("option", _) => words.Contains(":") ? Words("from", "meta", "compatible") : [],
        ("run", "run") => lists.Languages(),
        ("retry", _) => Retrying(words),
        _ => [],
    };

    private static IEnumerable<Candidate> Retrying(CompletionContext words) => (words.Count, words[-1], words[-2]) switch
    {
        (2, _, _) => Words("backoff"),
        (_, _, "backoff") => Words("to", "jitter"),
        (_, _, "to") => Words("jitter"),
        _ => [],
    };
}

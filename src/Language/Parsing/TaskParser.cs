using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Lexing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>Reads tasks and their clauses.</summary>
internal sealed class TaskParser(TokenReader reader, ValueParser values, Recovery recovery, List<Diagnostic> diagnostics)
{
    public static readonly string[] Keywords = ["needs", "option", "product", "run", "env", "retry", "timeout", "cache", "fresh", "version"];
    private static readonly HashSet<string> Later = ["uses"];

    private readonly List<ClauseSyntax> clauses = [];

    public static bool BeginsClause(string word) => Keywords.Contains(word) || Later.Contains(word);

    public StatementSyntax? Task(string? doc, int start)
    {
        var said = diagnostics.Count;
        var name = reader.Name("the name of a task");
        if (name.IsMissing || reader.IsWordOnLine("like"))
        {
            if (!name.IsMissing)
                diagnostics.Add(SyntaxErrors.NotReadYet(reader.PlaceHere(), "like"));
            recovery.SkipStatement();
            return null;
        }

        var open = reader.Current;
        clauses.Clear();
        var hasBlock = reader.Expect(TokenKind.OpenBrace, "'{'");
        if (hasBlock)
            Clauses(open);
        else
            recovery.SkipStatement();
        return new StatementSyntax.Task(doc, name, clauses.ToEquatableList(), hasBlock, reader.SpanFrom(start)) { HasMistakes = diagnostics.Count > said };
    }

    private void Clauses(Token open)
    {
        var (hasRun, said) = (false, diagnostics.Count);
        while (!reader.TryTake(TokenKind.CloseBrace))
        {
            if (reader.Kind == TokenKind.EndOfFile || reader.BeginsStatement)
            {
                // A text or a bracket of C# that was never closed has most likely swallowed the brace, and that has been said.
                if (diagnostics.Count == said)
                    diagnostics.Add(SyntaxErrors.UnclosedBlock(new(reader.Source, open.Span), "task"));
                return;
            }

            if (reader.TryTake(TokenKind.Semicolon))
                continue;

            var (start, count) = (reader.Current.Start, clauses.Count);
            if (hasRun && reader.Kind == TokenKind.Identifier && Keywords.Contains(reader.Source.TextOf(reader.Current.Span)) && !reader.IsWord("run"))
                diagnostics.Add(SyntaxErrors.AfterRun(new(reader.Source, reader.Current.Span), reader.Source.TextOf(reader.Current.Span)));
            Clause(start);
            hasRun |= clauses.Count > count && clauses[^1] is ClauseSyntax.RunExpression or ClauseSyntax.RunBlock or ClauseSyntax.RunScript;
        }
    }

    private void Clause(int start)
    {
        var doc = reader.Doc();
        if (reader.Kind != TokenKind.Identifier)
        {
            if (reader.Kind != TokenKind.Bad)
                diagnostics.Add(SyntaxErrors.Expected(new(reader.Source, reader.Current.Span), "a clause", reader.FoundToken()));
            reader.Take();
            recovery.SkipStatement();
            return;
        }

        var keyword = Keyword();
        if (keyword is null)
        {
            recovery.SkipFromHere();
            return;
        }

        reader.Take();
        if (Read(doc, keyword, start))
            recovery.EndStatement();
        else
            recovery.SkipStatement();
    }

    // The word here, or the one it was meant to be once that has been said; null for what is not read.
    private string? Keyword()
    {
        foreach (var known in Keywords)
        {
            if (reader.IsWord(known))
                return known;
        }

        var (at, word) = (new SourceLocation(reader.Source, reader.Current.Span), reader.Source.TextOf(reader.Current.Span));
        if (Later.Contains(word))
        {
            diagnostics.Add(SyntaxErrors.NotReadYet(at, word));
            return null;
        }

        var meant = Suggestion.Nearest(word, Keywords);
        var hint = meant is null ? $"a clause begins with one of {string.Join(", ", Keywords)}" : $"did you mean '{meant}'?";
        diagnostics.Add(SyntaxErrors.UnknownClause(at, word, hint));
        return meant;
    }

    private bool Read(string? doc, string keyword, int start) => keyword switch
    {
        "needs" => Needs(start),
        "option" => Option(doc, start),
        "product" => Product(start),
        "env" => PassThrough(start),
        "retry" => Retry(start),
        "timeout" => Duration("a duration such as 30s", length => new ClauseSyntax.Timeout(length, reader.SpanFrom(start))),
        "cache" => Cache(start),
        "fresh" => Duration("a duration such as 7d", length => new ClauseSyntax.Fresh(length, reader.SpanFrom(start))),
        "version" => Version(start),
        _ => Run(start),
    };

    private bool Needs(int start)
    {
        do
        {
            var task = reader.Name("the name of a task");
            if (task.IsMissing)
                return false;

            if (task.Text == "each" && !reader.IsOnNewLine && reader.Kind == TokenKind.Identifier && !reader.IsWord("as"))
            {
                diagnostics.Add(SyntaxErrors.NotReadYet(new(reader.Source, task.Span), "needs each"));
                return false;
            }

            NameSyntax? alias = null;
            if (reader.IsWordOnLine("as"))
            {
                reader.Take();
                alias = reader.Name("a name");
            }

            clauses.Add(new ClauseSyntax.Needs(task, alias, reader.SpanFrom(start)));
            start = reader.Current.Start;
        }
        while (!reader.IsOnNewLine && reader.TryTake(TokenKind.Comma));
        return true;
    }

    private bool Option(string? doc, int start)
    {
        var name = reader.Name("the name of an option");
        if (name.IsMissing || !reader.Expect(TokenKind.Colon, "':' and a type"))
            return false;

        var type = reader.Name("a type");
        ValueSyntax? given = null;
        var isBroken = !reader.IsOnNewLine && reader.TryTake(TokenKind.Equals) && (given = values.Value()) is null;
        var modifiers = isBroken ? [] : Modifiers();
        clauses.Add(new ClauseSyntax.Option(doc, name, type, given, modifiers, reader.SpanFrom(start)));
        return !isBroken && !type.IsMissing;
    }

    private EquatableList<NameSyntax> Modifiers()
    {
        if (reader.IsOnNewLine || reader.Kind != TokenKind.Identifier)
            return [];

        var modifiers = new List<NameSyntax>();
        while (!reader.IsOnNewLine && reader.Kind == TokenKind.Identifier)
        {
            var modifier = reader.Name("a modifier");
            modifiers.Add(modifier);
            if (modifier.Text is not ("meta" or "compatible"))
                diagnostics.Add(SyntaxErrors.UnknownModifier(
                    new(reader.Source, modifier.Span), modifier.Text, Suggestion.For(modifier.Text, ["meta", "compatible"])));
        }

        return modifiers.ToEquatableList();
    }

    private bool Product(int start)
    {
        var type = reader.Name("the type of the product");
        if (type.Text == "stream" && !reader.IsOnNewLine && reader.Kind == TokenKind.Identifier)
        {
            diagnostics.Add(SyntaxErrors.NotReadYet(new(reader.Source, type.Span), "product stream"));
            clauses.Add(new ClauseSyntax.Product(new("", type.Span), reader.SpanFrom(start)));
            return false;
        }

        if (!type.IsMissing)
            clauses.Add(new ClauseSyntax.Product(type, reader.SpanFrom(start)));
        return !type.IsMissing;
    }

    private bool PassThrough(int start)
    {
        var variables = new List<PassedVariable>();
        do
        {
            var name = reader.Name("the name of a variable");
            if (name.IsMissing)
                return false;

            var isMeta = reader.IsWordOnLine("meta");
            if (isMeta)
                reader.Take();
            variables.Add(new(name, isMeta));
        }
        while (!reader.IsOnNewLine && reader.TryTake(TokenKind.Comma));
        clauses.Add(new ClauseSyntax.PassThrough(variables.ToEquatableList(), reader.SpanFrom(start)));
        return true;
    }

    private bool Retry(int start)
    {
        if (reader.IsOnNewLine || values.Value() is not { } times)
            return Nothing("how often to try again");

        ValueSyntax? backoff = null, longest = null;
        if (reader.IsWordOnLine("backoff"))
        {
            reader.Take();
            backoff = values.Value();
            if (backoff is not null && reader.IsWordOnLine("to"))
            {
                reader.Take();
                longest = values.Value();
            }
        }

        clauses.Add(new ClauseSyntax.Retry(times, backoff, longest, reader.SpanFrom(start)));
        return true;
    }

    private bool Duration(string wanted, Func<ValueSyntax, ClauseSyntax> clause)
    {
        if (reader.IsOnNewLine || values.Value() is not { } length)
            return Nothing(wanted);

        clauses.Add(clause(length));
        return true;
    }

    private bool Cache(int start)
    {
        var mode = reader.Name("auto, memory, disk or never");
        if (mode.IsMissing)
            return false;

        clauses.Add(new ClauseSyntax.Cache(mode, reader.SpanFrom(start)));
        return true;
    }

    private bool Version(int start)
    {
        if (values.Text("a text, such as \"2\",") is not { } text)
            return false;

        clauses.Add(new ClauseSyntax.Version(text, reader.SpanFrom(start)));
        return true;
    }

    private bool Nothing(string wanted)
    {
        if (reader.IsOnNewLine)
            reader.SayWanted(wanted);
        return false;
    }

    private bool Run(int start)
    {
        if (!reader.IsOnNewLine && reader.TryTake(TokenKind.Arrow))
        {
            var code = reader.TakeCSharp(CSharpForm.Expression, "a C# expression");
            clauses.Add(new ClauseSyntax.RunExpression(code, reader.SpanFrom(start)));
            return true;
        }

        if (reader.Kind == TokenKind.OpenBrace)
        {
            var block = reader.TakeCSharp(CSharpForm.Block);
            clauses.Add(new ClauseSyntax.RunBlock(CSharpBlock.Inside(reader.Source, block), reader.SpanFrom(start)));
            return true;
        }

        if (reader.IsOnNewLine || reader.Kind != TokenKind.Identifier)
        {
            reader.SayWanted("'=>' and C#, '{' and C#, or a language and a script");
            return false;
        }

        var language = reader.Name("a language");
        var isRaw = reader.Kind == TokenKind.RawText;
        if (values.Text("the script, in quotes,") is not { } script)
            return false;

        clauses.Add(new ClauseSyntax.RunScript(language, isRaw ? script with { Content = ScriptText.Of(script.Content) } : script, reader.SpanFrom(start)));
        return true;
    }
}

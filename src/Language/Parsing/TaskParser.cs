using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>Reads tasks and their clauses.</summary>
internal sealed class TaskParser(TokenReader reader, ValueParser values, Recovery recovery, List<Diagnostic> diagnostics)
{
    public static readonly string[] Keywords = ["needs", "option", "product", "run", "env", "retry", "timeout", "cache", "fresh", "version"];
    private static readonly HashSet<string> Later = ["uses"];

    private readonly ClauseParser clauses = new(reader, values, diagnostics);

    public static bool BeginsClause(string word) => Keywords.Contains(word) || Later.Contains(word);

    public StatementSyntax? Task(string? doc, int start)
    {
        var said = diagnostics.Count;
        var name = reader.Name("a task name");
        if (name.IsMissing || reader.IsWordOnLine("like"))
        {
            if (!name.IsMissing)
                diagnostics.Add(SyntaxErrors.NotReadYet(reader.PlaceHere(), "like"));
            recovery.SkipStatement();
            return null;
        }

        var open = reader.Current;
        clauses.Begin();
        var hasBlock = reader.Expect(TokenKind.OpenBrace, "'{'");
        if (hasBlock)
            Clauses(open);
        else
            recovery.SkipStatement();
        return new StatementSyntax.Task(doc, name, clauses.Read, hasBlock, reader.SpanFrom(start)) { HasMistakes = diagnostics.Count > said };
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

            var start = reader.Current.Start;
            if (hasRun && reader.Kind == TokenKind.Identifier && Keywords.Contains(reader.Source.TextOf(reader.Current.Span)) && !reader.IsWord("run"))
                diagnostics.Add(SyntaxErrors.AfterRun(new(reader.Source, reader.Current.Span), reader.Source.TextOf(reader.Current.Span)));
            Clause(start);
            hasRun |= clauses.EndsWithRun;
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
        if (clauses.TryRead(doc, keyword, start))
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
        var hint = meant is null ? $"the clauses are {string.Join(", ", Keywords)}" : $"did you mean '{meant}'?";
        diagnostics.Add(SyntaxErrors.UnknownClause(at, word, hint));
        return meant;
    }
}

using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>Reads tests: the changes they make and what they expect. Each keyword has been taken by then.</summary>
internal sealed class TestParser(
    TokenReader reader, ValueParser values, QueryParser queries, Recovery recovery, List<Diagnostic> diagnostics, Func<StatementSyntax?> statement)
{
    private const int MostDeep = 200;

    private bool isInside;
    private int depth;

    public StatementSyntax? Test(int start)
    {
        if (values.Text("a quoted test name") is not { } name)
            return Broken();

        var open = reader.Current;
        if (!reader.Expect(TokenKind.OpenBrace, "'{'"))
            return Broken();

        if (IsTooDeep())
            return Broken();

        var wasInside = isInside;
        isInside = true;
        var steps = Steps(open);
        isInside = wasInside;
        depth--;
        return new StatementSyntax.Test(name, steps, reader.SpanFrom(start));
    }

    /// <summary><c>expect …</c></summary>
    public StatementSyntax? Expect(int start)
    {
        if (!isInside)
            diagnostics.Add(SyntaxErrors.OnlyInTests(new(reader.Source, reader.SpanFrom(start)), "expect"));
        if (reader.IsWordOnLine("error") && IsTextNext())
            return ExpectError(start);
        if (queries.Plain() is not { } tasks)
            return Broken();
        if (!reader.IsWordOnLine("where"))
            return new StatementSyntax.Expect(tasks, null, reader.SpanFrom(start));

        reader.Take();
        var said = diagnostics.Count;
        var code = reader.TakeCSharp(CSharpForm.Expression, "a C# condition over 'value'");
        return new StatementSyntax.Expect(tasks, diagnostics.Count > said ? null : code, reader.SpanFrom(start));
    }

    private bool IsTextNext() => reader.Source.Text.AsSpan(reader.Current.End).TrimStart(" \t").StartsWith("\"");

    private EquatableList<StatementSyntax> Steps(Token open)
    {
        var (steps, said) = (new List<StatementSyntax>(), diagnostics.Count);
        while (!reader.TryTake(TokenKind.CloseBrace))
        {
            if (reader.Kind == TokenKind.EndOfFile || reader is { BeginsStatement: true, Word: "task" or "type" or "test" or "import" })
            {
                if (diagnostics.Count == said)
                    diagnostics.Add(SyntaxErrors.UnclosedBlock(new(reader.Source, open.Span), "test"));
                break;
            }

            if (reader.TryTake(TokenKind.Semicolon))
                continue;

            var start = reader.Current;
            if (statement() is { } step && BelongsHere(step, start))
                steps.Add(step);
        }

        return steps.ToEquatableList();
    }

    private bool BelongsHere(StatementSyntax step, Token first)
    {
        if (step is StatementSyntax.Set or StatementSyntax.Change or StatementSyntax.Expect or StatementSyntax.ExpectError)
            return true;

        diagnostics.Add(SyntaxErrors.NotInTests(new(reader.Source, first.Span), reader.Source.TextOf(first.Span)));
        return false;
    }

    private StatementSyntax? ExpectError(int start)
    {
        reader.Take();
        if (values.Text("a quoted part of the message") is not { } message)
            return Broken();
        if (!reader.IsWordOnLine("from"))
        {
            reader.SayWanted("'from' and a statement");
            return Broken();
        }

        reader.Take();
        var (first, isOnLine) = (reader.Current, !reader.IsOnNewLine);
        if (IsTooDeep())
            return Broken();

        var read = isOnLine ? statement() : null;
        depth--;
        if (read is not { } from)
        {
            if (!isOnLine)
                reader.SayWanted("a statement");
            return null;
        }

        var refused = from is StatementSyntax.Set or StatementSyntax.Change or StatementSyntax.Run;
        if (!refused)
            diagnostics.Add(SyntaxErrors.NotInTests(new(reader.Source, first.Span), reader.Source.TextOf(first.Span)));
        return refused ? new StatementSyntax.ExpectError(message, from, TextSpan.FromBounds(start, from.Span.End)) : null;
    }

    // What is too deep is said once, and leaves no more to say of what stands around it.
    private bool IsTooDeep()
    {
        if (++depth <= MostDeep)
            return false;

        depth--;
        diagnostics.Add(SyntaxErrors.TooDeep(reader.PlaceHere(), "tests", MostDeep));
        return true;
    }

    private StatementSyntax? Broken()
    {
        recovery.SkipStatement();
        return null;
    }
}

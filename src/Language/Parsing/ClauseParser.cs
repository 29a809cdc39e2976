using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Reads the clauses of a task one by one, each behind its keyword.</summary>
internal sealed class ClauseParser(TokenReader reader, ValueParser values, List<Diagnostic> diagnostics)
{
    private readonly List<ClauseSyntax> clauses = [];

    /// <summary>Those of the task so far.</summary>
    public EquatableList<ClauseSyntax> Read => clauses.ToEquatableList();

    public bool EndsWithRun => clauses.Count > 0 && clauses[^1] is ClauseSyntax.RunExpression or ClauseSyntax.RunBlock or ClauseSyntax.RunScript;

    /// <summary>Another task.</summary>
    public void Begin() => clauses.Clear();

    /// <summary>Reads what follows the keyword into the clauses; false where the rest of it is to be skipped, once it has been said why.</summary>
    public bool TryRead(string? doc, string keyword, int start) => keyword switch
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
        var first = true;
        do
        {
            // Each further one is its own, and begins at its name.
            start = first ? start : reader.Current.Start;
            first = false;
            var task = reader.Name("a task name");
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
        }
        while (!reader.IsOnNewLine && reader.TryTake(TokenKind.Comma));
        return true;
    }

    private bool Option(string? doc, int start)
    {
        var name = reader.Name("an option name");
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
        var type = reader.Name("a product type");
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
            var name = reader.Name("a variable name");
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
            return Nothing("a number of retries");

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
        if (values.Text("a text such as \"2\"") is not { } text)
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
        if (values.Text("a quoted script") is not { } script)
            return false;

        clauses.Add(new ClauseSyntax.RunScript(language, isRaw ? script with { Content = ScriptText.Of(script.Content) } : script, reader.SpanFrom(start)));
        return true;
    }
}

using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;
using Pidgin.Configuration;

namespace Dag.Language.Parsing;

/// <summary>
/// State of one text that is being read: its tokens, its diagnostics, where the production at hand began and why the last one failed.
/// The parsers are shared by all texts, so Pidgin carries this state to them as its configuration.
/// </summary>
internal sealed class Reading : IConfiguration<char>
{
    private const int MostBrackets = 200;
    private const int MostTests = 200;

    // A query is walked from part to part, each on the stack of the one before it.
    private const int MostParts = 1000;

    private string? wanted;
    private string? hint;
    private bool hasStopped;
    private bool hasRecovered;
    private int parts;
    private int statements;

    public Reading(SourceText source)
    {
        Source = source;
        Reader = new(source, Diagnostics);
        Recovery = new(Reader, Diagnostics);
    }

    public SourceText Source { get; }

    public List<Diagnostic> Diagnostics { get; } = [];

    public TokenReader Reader { get; }

    public Recovery Recovery { get; }

    /// <summary>The clauses of the task at hand so far.</summary>
    public List<ClauseSyntax> Clauses { get; } = [];

    /// <summary>The doc comment of the statement or clause at hand.</summary>
    public string? Doc { get; private set; }

    /// <summary>Where the production at hand begins.</summary>
    public int Start { get; set; }

    /// <summary>All that the production at hand has taken so far.</summary>
    public TextSpan Span => Reader.SpanFrom(Start);

    /// <summary>The name that was read last.</summary>
    public NameSyntax LastName { get; private set; } = new("", default);

    /// <summary>How many brackets of a query are open. Line ends do not count inside them.</summary>
    public int Brackets { get; set; }

    /// <summary>How many values or conditions are open.</summary>
    public int Depth { get; set; }

    /// <summary>Whether the statement at hand is a step of a test.</summary>
    public bool IsInTest { get; set; }

    /// <summary>Whether the rest of the statement or clause is skipped without a message.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether the production at hand may go on with the current token: on the same line, or inside brackets.</summary>
    public bool IsHere => !hasStopped && (Brackets > 0 || !Reader.IsOnNewLine);

    /// <summary>Whether the current token is a name that the production at hand may go on with.</summary>
    public bool IsNameHere => IsHere && Reader.Kind == TokenKind.Identifier;

    // Lines and columns are the source's business; Pidgin is never asked for them.
    public Func<char, SourcePosDelta> SourcePosCalculator => DefaultConfiguration<char>.Instance.SourcePosCalculator;

    public IArrayPoolProvider ArrayPoolProvider => DefaultConfiguration<char>.Instance.ArrayPoolProvider;

    public static Reading Of(ref ParseState<char> state) => (Reading)state.Configuration;

    /// <summary>The result of a parser on the whole text; null where it failed, which has been said.</summary>
    public T? Read<T>(Parser<char, T> parser)
        where T : class
        => parser.Parse(Source.Text.AsSpan(), this) is { Success: true } result ? result.Value : null;

    /// <summary>Moves Pidgin to the place that the tokens have been taken to.</summary>
    public void Sync(ref ParseState<char> state) => state.Advance(Reader.LastEnd - (int)state.Location);

    /// <summary>Begins a statement or clause.</summary>
    public void Begin(int start, string? doc)
    {
        (Start, Doc, parts) = (start, doc, 0);
        (IsBroken, hasStopped) = (false, false);
    }

    /// <summary>Keeps a clause that others of the same keyword follow, and goes on with the next of them.</summary>
    public ClauseSyntax Keep(ClauseSyntax clause, ClauseSyntax next)
    {
        Clauses.Add(clause);
        return next;
    }

    /// <summary>Takes a name, dots and all.</summary>
    public NameSyntax TakeName() => LastName = Reader.NameHere();

    /// <summary>Fails for want of something. The message is given by whoever has no other way to go on.</summary>
    public bool Fail(string what, string? suggestion = null)
    {
        (wanted, hint, hasRecovered) = (what, suggestion, false);
        return false;
    }

    /// <summary>Fails with a message of its own.</summary>
    public bool Refuse(Diagnostic diagnostic)
    {
        Diagnostics.Add(diagnostic);
        return FailSaid();
    }

    /// <summary>Fails once it has been said what is wrong.</summary>
    public bool FailSaid()
    {
        (wanted, hasRecovered) = (null, false);
        return false;
    }

    /// <summary>Fails at a place from which reading may go on.</summary>
    public bool FailRecovered()
    {
        (wanted, hasRecovered) = (null, true);
        return false;
    }

    /// <summary>Whether a parser that failed may be passed over: it has taken nothing since, and nothing was said of it.</summary>
    public bool IsAbsent(ref ParseState<char> state, long since) => wanted is not null && state.Location == since;

    /// <summary>Gives the message about the last failure, unless that was done.</summary>
    public void Say()
    {
        if (wanted is not null)
            Reader.SayWanted(wanted, hint);
        wanted = null;
    }

    /// <summary>Has the rest of the statement or clause skipped without a message. What may still follow is read.</summary>
    public void Break() => IsBroken = true;

    /// <summary>The same, but nothing more is read on this line.</summary>
    public void Stop() => (IsBroken, hasStopped) = (true, true);

    /// <summary>Whether a query may have one more operand.</summary>
    public bool TryOperand()
        => Brackets < MostBrackets ? TryPart() : Refuse(SyntaxErrors.TooDeep(Reader.PlaceHere(), "brackets", MostBrackets));

    /// <summary>Whether a query may have one more part.</summary>
    public bool TryPart() => ++parts <= MostParts || Refuse(SyntaxErrors.TooManyParts(Reader.PlaceHere(), MostParts));

    /// <summary>Whether one more statement may stand inside the statement at hand.</summary>
    public bool TryNest()
    {
        if (statements == MostTests)
            return Refuse(SyntaxErrors.TooDeep(Reader.PlaceHere(), "tests", MostTests));

        statements++;
        return true;
    }

    public void Unnest() => statements--;

    /// <summary>Says of the statement that began with that token that it has no place in a test.</summary>
    public bool RefuseInTest(Token first) => Refuse(SyntaxErrors.NotInTests(new(Source, first.Span), Source.TextOf(first.Span)));

    /// <summary>Goes on behind a statement or clause that began with that token, with a message about what is left of it or why it failed.</summary>
    public void End(bool isRead, Token first)
    {
        if (isRead && !IsBroken)
        {
            Recovery.EndStatement();
            return;
        }

        if (!isRead && Reader.LastEnd <= first.Start)
        {
            Recovery.SkipFromHere();
            return;
        }

        if (!isRead)
            Say();
        if (isRead || !hasRecovered)
            Recovery.SkipStatement();
    }

    /// <summary>Skips what begins with no word, and says so unless its characters mean nothing, which speaks for itself.</summary>
    public void SkipUnread(string what)
    {
        if (Reader.Kind != TokenKind.Bad)
            Diagnostics.Add(SyntaxErrors.Expected(new(Source, Reader.Current.Span), what, Reader.FoundToken()));
        Reader.Take();
        Recovery.SkipStatement();
    }
}

using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
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

    // A query is walked from part to part, each on the stack of the one before it.
    private const int MostParts = 1000;

    private string? wanted;
    private string? hint;
    private bool hasStopped;
    private bool hasRecovered;
    private bool isBroken;
    private int parts;

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

    /// <summary>How many statements the statement at hand is inside of.</summary>
    public int Statements { get; set; }

    /// <summary>Whether the statement at hand is a step of a test.</summary>
    public bool IsInTest { get; set; }

    /// <summary>Whether the production at hand may go on with the current token: on the same line, or inside brackets.</summary>
    public bool IsHere => !hasStopped && (Brackets > 0 || !Reader.IsOnNewLine);

    /// <summary>Whether the current token is a name that the production at hand may go on with.</summary>
    public bool IsNameHere => IsHere && Reader.Kind == TokenKind.Identifier;

    // Places are known by the source; Pidgin is never asked for them.
    public Func<char, SourcePosDelta> SourcePosCalculator => DefaultConfiguration<char>.Instance.SourcePosCalculator;

    public IArrayPoolProvider ArrayPoolProvider => DefaultConfiguration<char>.Instance.ArrayPoolProvider;

    public static Reading Of(ref ParseState<char> state) => (Reading)state.Configuration;

    /// <summary>The result of a parser on the text; null where it failed.</summary>
    public T? Read<T>(Parser<char, T> parser)
        where T : class
        => parser.Parse(Source.Text.AsSpan(), this) is { Success: true } result ? result.Value : null;

    /// <summary>The result of a parser that takes the whole text; null where it failed, which has been said.</summary>
    public T? ReadOnly<T>(Parser<char, T> parser)
        where T : class
    {
        var read = Read(parser);
        if (read is null)
            Say();
        else if (Reader.Kind != TokenKind.EndOfFile)
            Diagnostics.Add(SyntaxErrors.LeftOver(new(Source, Reader.Current.Span), Reader.Found()));
        return read;
    }

    /// <summary>Moves Pidgin to the place that the tokens have been taken to.</summary>
    public void Sync(ref ParseState<char> state) => state.Advance(Reader.LastEnd - (int)state.Location);

    /// <summary>Takes a name, dots and all.</summary>
    /// <param name="joinsHyphens">Whether no operator can follow, so that a hyphen is a mistake in the name: it is said, and the name is taken with '_'.</param>
    public NameSyntax TakeName(bool joinsHyphens = false)
    {
        LastName = Reader.NameHere();
        if (joinsHyphens && Reader.TakeHyphenated(LastName) is { } joined)
        {
            Diagnostics.Add(LexicalErrors.HyphenatedName(new(Source, joined.Span), joined.Text));
            LastName = joined;
        }

        return LastName;
    }

    /// <summary>Begins a statement or clause.</summary>
    public void Begin(int start, string? doc)
    {
        (Start, Doc, parts) = (start, doc, 0);
        (isBroken, hasStopped) = (false, false);
    }

    /// <summary>Goes on behind a statement or clause that began with that token, with a message about what is left of it or why it failed.</summary>
    public void End(bool isRead, Token first)
    {
        if (isRead && !isBroken)
        {
            Recovery.EndStatement();
        }
        else if (!isRead && Reader.LastEnd <= first.Start)
        {
            Recovery.SkipFromHere();
        }
        else if (isRead || !hasRecovered)
        {
            if (!isRead)
                Say();
            Recovery.SkipStatement();
        }
    }

    /// <summary>Skips what begins with no word, and says so unless its characters mean nothing, which speaks for itself.</summary>
    public void SkipUnread(string what)
    {
        if (Reader.Kind != TokenKind.Bad)
            Diagnostics.Add(SyntaxErrors.Expected(new(Source, Reader.Current.Span), what, Reader.FoundToken()));
        Reader.Take();
        Recovery.SkipStatement();
    }

    /// <summary>Fails because something is missing. The loop that cannot go on otherwise gives the message.</summary>
    public bool Fail(string what, string? suggestion = null)
    {
        (wanted, hint, hasRecovered) = (what, suggestion, false);
        return false;
    }

    public T? Fail<T>(string what)
        where T : class
    {
        Fail(what);
        return null;
    }

    /// <summary>Fails with a message of its own.</summary>
    public bool Refuse(Diagnostic diagnostic)
    {
        Diagnostics.Add(diagnostic);
        return FailSaid();
    }

    public T? Refuse<T>(Diagnostic diagnostic)
        where T : class
    {
        Refuse(diagnostic);
        return null;
    }

    /// <summary>Fails once it has been said what is wrong, maybe at a place from which reading may go on.</summary>
    public bool FailSaid(bool isRecovered = false)
    {
        (wanted, hasRecovered) = (null, isRecovered);
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

    /// <summary>Has what is left of the statement or clause skipped without a message.</summary>
    /// <param name="stops">Whether the production at hand takes nothing more on this line either.</param>
    public void Break(bool stops)
    {
        isBroken = true;
        hasStopped |= stops;
    }

    /// <summary>Whether a query may have one more operand.</summary>
    public bool TryOperand() => Brackets < MostBrackets ? TryPart() : Refuse(SyntaxErrors.TooDeep(Reader.PlaceHere(), "brackets", MostBrackets));

    /// <summary>Whether a query may have one more part.</summary>
    public bool TryPart() => ++parts <= MostParts || Refuse(SyntaxErrors.TooManyParts(Reader.PlaceHere(), MostParts));
}

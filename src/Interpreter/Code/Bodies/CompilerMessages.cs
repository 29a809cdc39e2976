using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Diagnostic = Dag.Language.Diagnostics.Diagnostic;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;
using SourceLocation = Dag.Language.Text.SourceLocation;
using SourceText = Dag.Language.Text.SourceText;
using TextSpan = Dag.Language.Text.TextSpan;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Says what the compiler found in the words and places of the .dag files. What only follows from another mistake is left out.</summary>
internal sealed class CompilerMessages(GeneratedUnit unit, CSharpCompilation compilation)
{
    private const int MostSharersNamed = 3;

    private readonly CompilerHints hints = new(unit, compilation);

    public IEnumerable<Diagnostic> Translate(CancellationToken cancellation)
    {
        var unreadable = compilation.GetParseDiagnostics(cancellation).Where(IsError).ToList();
        var said = Translate(FirstOfExpressions(unreadable), isReadable: false).Concat(Translate(Meant(unreadable, cancellation), isReadable: true)).ToList();

        // A message without any place in a .dag file would be our own mistake; it must not pass for success.
        if (said.Count == 0)
            said.Add(BodyErrors.CSharp(new(unit.Sources[^1], new(0, 0)), "?", string.Join("; ", compilation.GetDiagnostics(cancellation).Where(IsError)), null));
        return said.OrderBy(message => unit.Sources.TakeWhile(source => source != message.At?.Source).Count()).ThenBy(message => message.At?.Span.Start);
    }

    // Where it is not even C#, what it would mean is not asked; and without the code block that others use, nor what they mean.
    private IEnumerable<RoslynDiagnostic> Meant(List<RoslynDiagnostic> unreadable, CancellationToken cancellation)
    {
        var broken = unreadable.Select(EntryOf).ToHashSet();
        if (broken.Contains(null))
            return [];

        var meant = compilation.GetDeclarationDiagnostics(cancellation).Concat(compilation.GetMethodBodyDiagnostics(cancellation));
        return meant.Where(error => IsError(error) && (EntryOf(error) is not { } entry || !broken.Contains(entry)));
    }

    // Behind what has no place in an expression the compiler is lost.
    private IEnumerable<RoslynDiagnostic> FirstOfExpressions(List<RoslynDiagnostic> unreadable)
        => unreadable.GroupBy(EntryOf).SelectMany(errors => errors.Key is { } entry && IsExpression(entry) ? [errors.MinBy(error => PlaceOf(error, entry)?.Span.Start) ?? errors.First()] : errors.AsEnumerable());

    private static bool IsError(RoslynDiagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private List<Diagnostic> Translate(IEnumerable<RoslynDiagnostic> errors, bool isReadable)
    {
        var seen = new HashSet<(SourceLocation, string)>();
        var said = new List<Diagnostic>();
        foreach (var error in errors)
        {
            var entry = EntryOf(error);
            if (PlaceOf(error, entry) is not { } place || !seen.Add((place, isReadable ? error.GetMessage() : "")))
                continue;

            var message = (isReadable ? Special(error, entry, place) : Unreadable(error, entry, place)) ?? BodyErrors.CSharp(place, error.Id, error.GetMessage(), hints.Find(error, entry, place));
            said.Add(entry is GeneratedEntry.Body { Sharers.Count: > 0 } body ? message with { Notes = SharersOf(body) } : message);
        }

        return said;
    }

    private static EquatableList<DiagnosticNote> SharersOf(GeneratedEntry.Body body)
        => body.Sharers.Take(MostSharersNamed).Select(sharer => new DiagnosticNote(sharer.At, $"'{sharer.Name}' has the same body")).ToEquatableList();

    private static bool IsExpression(GeneratedEntry entry) => entry is GeneratedEntry.Predicate or GeneratedEntry.Body { Task.Body: BodyDeclaration.Expression };

    private static Diagnostic? Unreadable(RoslynDiagnostic error, GeneratedEntry? entry, SourceLocation place) => entry switch
    {
        null => null,
        _ when !IsExpression(entry) => null,
        _ when place.Span.Start >= entry.At.Span.End => BodyErrors.CutShort(place, "complete it: an expression goes on in the next line after an operator or inside ( )"),
        _ when error.Id is "CS1002" or "CS1031" or "CS1519" or "CS1525" => BodyErrors.NotOneExpression(place, place.Text),
        _ => null,
    };

    private Diagnostic? Special(RoslynDiagnostic error, GeneratedEntry? entry, SourceLocation place) => (error.Id, entry) switch
    {
        ("CS0029" or "CS0266" or "CS4016", GeneratedEntry.Body body) when GivenBy(error) is { } given => WrongProduct(body, place, given, CompilerHints.ForConversion(error, given)),
        ("CS0161", GeneratedEntry.Body body) when IsOfEntry(error) => WrongProduct(body, place, "nothing at its end", null),
        ("CS0126", GeneratedEntry.Body body) when IsOfEntry(error) => WrongProduct(body, place, "nothing here", null),
        ("CS1997" or "CS0127" or "CS0201", GeneratedEntry.Body { Task: { Product: null } task }) when GivenBy(error) is { } given
            => BodyErrors.NoProductToGive(place, task.Name.Text, given),
        ("CS0029" or "CS0266", GeneratedEntry.Predicate predicate) when GivenBy(error) is { } given
            => BodyErrors.NotACondition(place, NameOf(predicate), given),
        ("CS0246" or "CS0234", GeneratedEntry.Anchor) => BodyErrors.UnknownRepresentation(place, place.Text, hints.ForType(place.Text)),
        _ => null,
    };

    private static string NameOf(GeneratedEntry.Predicate predicate)
        => predicate.Type.Predicates.Any(own => own.At == predicate.At) ? $"the predicate of '{predicate.Type}'" : $"the condition on a '{predicate.Type}'";

    private static Diagnostic? WrongProduct(GeneratedEntry.Body body, SourceLocation place, string given, string? hint)
        => body is { Task.Product: { } product, Representation: { } wanted }
            ? BodyErrors.WrongProduct(place, body.Task.Name.Text, product.Name.Text, wanted, given, hint)
            : null;

    // The type of what the entry itself gives, where that is what the error is about, and not some expression inside.
    private string? GivenBy(RoslynDiagnostic error)
    {
        if (error.Location.SourceTree is not { } tree || !IsOfEntry(error))
            return null;

        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var statement = node.FirstAncestorOrSelf<ReturnStatementSyntax>();
        var given = statement is not null ? statement.Expression : node.FirstAncestorOrSelf<ArrowExpressionClauseSyntax>()?.Expression;
        var isWhole = given is not null && (given.Span == error.Location.SourceSpan || statement?.ReturnKeyword.Span == error.Location.SourceSpan);
        return isWhole && given is not null
            ? compilation.GetSemanticModel(tree).GetTypeInfo(given).Type?.ToMinimalDisplayString(compilation.GetSemanticModel(tree), given.SpanStart)
            : null;
    }

    // Not of a lambda or a local function in it.
    private static bool IsOfEntry(RoslynDiagnostic error)
        => error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan).AncestorsAndSelf()
            .FirstOrDefault(each => each is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) is MethodDeclarationSyntax;

    private GeneratedEntry? EntryOf(RoslynDiagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
            return null;

        var method = tree.GetRoot().FindNode(error.Location.SourceSpan).AncestorsAndSelf().OfType<MethodDeclarationSyntax>().LastOrDefault();
        var name = method?.Identifier.Text;
        return (name is null ? null : unit.Entries.GetValueOrDefault(name) ?? unit.Entries.GetValueOrDefault(name.TrimEnd('_'))) ?? EntryAt(error);
    }

    // What the compiler takes for no part of a method may have been written in one.
    private GeneratedEntry? EntryAt(RoslynDiagnostic error)
        => MappedPlaceOf(error) is { } place ? unit.Entries.Values.FirstOrDefault(entry => entry.At.Source == place.Source && entry.At.Span.Start <= place.Span.Start && place.Span.Start < entry.At.Span.End) : null;

    private SourceLocation? MappedPlaceOf(RoslynDiagnostic error) => PlaceOf(error.Location, unit);

    /// <summary>Where something stands in its .dag file; null where it stands in none.</summary>
    public static SourceLocation? PlaceOf(Location location, GeneratedUnit unit)
    {
        var mapped = location.GetMappedLineSpan();
        if (!mapped.HasMappedPath || LineDirective.SourceOf(mapped.Path) is not { } number || number >= unit.Sources.Count)
            return null;

        var source = unit.Sources[number];
        var (start, end) = (OffsetOf(source, mapped.StartLinePosition), OffsetOf(source, mapped.EndLinePosition));
        return new(source, TextSpan.FromBounds(start, Math.Max(start, end)));
    }

    private SourceLocation? PlaceOf(RoslynDiagnostic error, GeneratedEntry? entry)
    {
        if (entry is GeneratedEntry.Message message)
            return message.At;
        if (MappedPlaceOf(error) is { } place)
            return place;

        // What the compiler found wrong in the lines around it is wrong at its end: something is missing there. What is said of a whole
        // method's signature follows from a type that is wrong where it stands.
        var isAfter = entry is not null and not GeneratedEntry.Anchor && error.Id is not ("CS0246" or "CS0234" or "CS0012" or "CS0050" or "CS0051");
        return isAfter && entry is not null ? EndOf(entry.At) : null;
    }

    private static SourceLocation EndOf(SourceLocation code)
    {
        var closes = code.Span.End < code.Source.Length && code.Source.Text[code.Span.End] == '}';
        return new(code.Source, new(code.Span.End, closes ? 1 : 0));
    }

    private static int OffsetOf(SourceText source, Microsoft.CodeAnalysis.Text.LinePosition position)
    {
        var line = source.SpanOfLine(Math.Clamp(position.Line + 1, 1, source.LineCount));
        return Math.Min(line.Start + position.Character, line.End);
    }
}

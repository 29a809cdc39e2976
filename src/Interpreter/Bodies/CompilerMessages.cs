using Dag.Language.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Diagnostic = Dag.Language.Diagnostics.Diagnostic;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;
using SourceLocation = Dag.Language.Text.SourceLocation;
using SourceText = Dag.Language.Text.SourceText;
using TextSpan = Dag.Language.Text.TextSpan;

namespace Dag.Interpreter.Bodies;

/// <summary>Says what the compiler found in the words and places of the .dag files. What only follows from another mistake is left out.</summary>
internal sealed class CompilerMessages(GeneratedUnit unit, CSharpCompilation compilation)
{
    public IEnumerable<Diagnostic> Translate(IReadOnlyList<RoslynDiagnostic> errors)
    {
        var seen = new HashSet<(SourceLocation, string)>();
        var said = new List<Diagnostic>();
        foreach (var error in errors)
        {
            if (PlaceOf(error) is { } place && seen.Add((place, error.GetMessage())))
                said.Add(Translate(error, place));
        }

        // An unknown type is in the signature of all that uses it; there it has no place of its own.
        if (said.Count == 0 && errors.Count > 0)
            said.Add(Translate(errors[0], new(unit.Sources[^1].Source, new(0, 0))));
        return said.OrderBy(message => unit.Sources.TakeWhile(source => source.Source != message.At?.Source).Count()).ThenBy(message => message.At?.Span.Start);
    }

    private Diagnostic Translate(RoslynDiagnostic error, SourceLocation place)
    {
        var entry = EntryOf(error);
        var special = (error.Id, entry) switch
        {
            ("CS0029" or "CS0266", GeneratedEntry.Body body) when GivenBy(error) is { } given && body is { Product: { } product, Representation: { } wanted }
                => BodyErrors.WrongProduct(place, body.Task, product, wanted, given),
            ("CS0029" or "CS0266", GeneratedEntry.Predicate predicate) when GivenBy(error) is { } given
                => BodyErrors.NotACondition(place, predicate.Type, given),
            ("CS0246" or "CS0234", GeneratedEntry.Anchor) => BodyErrors.UnknownRepresentation(place, place.Text, SuggestType(place.Text)),
            _ => null,
        };
        return special ?? BodyErrors.CSharp(place, error.Id, error.GetMessage(), HintFor(error, entry, place));
    }

    private string? HintFor(RoslynDiagnostic error, GeneratedEntry? entry, SourceLocation place) => (error.Id, entry) switch
    {
        ("CS0103", GeneratedEntry.Body body) => Suggestion.For(place.Text, body.Locals.Append("task")),
        ("CS0103", GeneratedEntry.Predicate) => Suggestion.For(place.Text, ["value"]),
        ("CS1525" or "CS1733" or "CS1002" or "CS1026", GeneratedEntry.Body body) when place.Span.End >= body.At.Span.End
            => "an expression ends at its line: put it in ( ), or write run { return …; }",
        _ => null,
    };

    // The type of what is returned where that is what does not fit, and not some inner expression.
    private string? GivenBy(RoslynDiagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
            return null;

        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var returned = node.AncestorsAndSelf().OfType<ExpressionSyntax>().TakeWhile(each => each.Span == error.Location.SourceSpan).LastOrDefault();
        if (returned?.Parent is not ReturnStatementSyntax statement)
            return null;

        var function = statement.Ancestors().FirstOrDefault(each => each is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        return function is MethodDeclarationSyntax
            ? compilation.GetSemanticModel(tree).GetTypeInfo(returned).Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
            : null;
    }

    private GeneratedEntry? EntryOf(RoslynDiagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
            return null;

        var method = tree.GetRoot().FindNode(error.Location.SourceSpan).AncestorsAndSelf().OfType<MethodDeclarationSyntax>().LastOrDefault();
        var name = method?.Identifier.Text;
        return name is null ? null : unit.Entries.GetValueOrDefault(name) ?? unit.Entries.GetValueOrDefault(name.TrimEnd('_'));
    }

    private SourceLocation? PlaceOf(RoslynDiagnostic error)
    {
        var entry = EntryOf(error);
        if (entry is GeneratedEntry.Message message)
            return message.At;

        var mapped = error.Location.GetMappedLineSpan();
        if (mapped.HasMappedPath && LineDirective.SourceOf(mapped.Path) is { } number && number < unit.Sources.Count)
        {
            var source = unit.Sources[number].Source;
            var (start, end) = (OffsetOf(source, mapped.StartLinePosition), OffsetOf(source, mapped.EndLinePosition));
            return new(source, TextSpan.FromBounds(start, Math.Max(start, end)));
        }

        // A body that does not return on every way is said at the method's name, which is ours.
        return error.Id is "CS0161" or "CS1643" && entry is GeneratedEntry.Body body ? FirstLine(body.At) : null;
    }

    private static SourceLocation FirstLine(SourceLocation body)
    {
        var text = body.Source.Slice(body.Span);
        var start = body.Span.Start + (text.Length - text.TrimStart().Length);
        var line = body.Source.SpanOfLine(body.Source.PositionOf(start).Line);
        return new(body.Source, TextSpan.FromBounds(start, Math.Max(start, Math.Min(line.End, body.Span.End))));
    }

    private static int OffsetOf(SourceText source, Microsoft.CodeAnalysis.Text.LinePosition position)
    {
        var line = source.SpanOfLine(Math.Clamp(position.Line + 1, 1, source.LineCount));
        return Math.Min(line.Start + position.Character, line.End);
    }

    private string? SuggestType(string typed)
    {
        var declared = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()).Select(type => type.Identifier.Text);
        return Suggestion.For(typed, declared.Concat(["string", "double", "decimal", "TimeSpan", "DateOnly", "DateTime", "DagFile", "DagFolder", "List", "Dictionary"]));
    }
}

using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Diagnostic = Dag.Language.Diagnostics.Diagnostic;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>Says what the compiler found wrong with an input, in its place and with what dag knows better: which tasks there are, and what was not run yet.</summary>
internal sealed class EvaluationMessages(EvaluationScope scope, SourceLocation code, SubmissionChain chain, CSharpCompilation compilation, SyntaxTree tree)
{
    private static readonly string[] UnknownName = ["CS0103", "CS0246", "CS1061", "CS0117", "CS0234"];

    public List<Diagnostic> Of(IEnumerable<RoslynDiagnostic> errors)
    {
        var said = new List<Diagnostic>();
        foreach (var error in errors.Where(each => each.Severity == DiagnosticSeverity.Error).OrderBy(each => each.Location.SourceSpan.Start))
        {
            var message = Of(error);
            if (!said.Exists(known => known.At == message.At))
                said.Add(message);
        }

        return said;
    }

    /// <summary>Names of products that an earlier input still holds, though their task is gone.</summary>
    public IEnumerable<Diagnostic> OfGone(IReadOnlySet<string> gone)
    {
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => gone.Contains(model.GetSymbolInfo(name).Symbol?.ContainingAssembly?.Name ?? ""))
            .Select(name => EvaluatingErrors.Gone(At(name.SpanStart, name.Span.Length), name.Identifier.ValueText));
    }

    private Diagnostic Of(RoslynDiagnostic error)
    {
        var span = error.Location.SourceTree == tree ? error.Location.SourceSpan : default;
        var at = At(span.Start, span.Length);
        if (span.Start >= code.Text.TrimEnd().Length && tree.GetDiagnostics().Contains(error))
            return BodyErrors.CutShort(at, null);

        var node = tree.GetRoot().FindNode(span, getInnermostNodeForTie: true);
        var isUnknown = UnknownName.Contains(error.Id);
        var isThere = chain.Submissions.Any(each => each.Holds == (node as SimpleNameSyntax)?.Identifier.ValueText);
        if (!isUnknown || isThere || FindTask(node) is not { } task)
            return EvaluatingErrors.CSharp(at, error.Id, Short(error.GetMessage()), isUnknown ? HintFor(error, node) : null);

        var wasMade = scope.Products.Any(product => product.Task.Name == task.Name);
        return task.Product is null && !task.IsMarker ? EvaluatingErrors.MakesNothing(at, task.Name.Text) : EvaluatingErrors.NotMade(at, task.Name.Text, wasMade);
    }

    private static string Short(string message)
    {
        var end = message.IndexOf(" and no accessible extension method", StringComparison.Ordinal);
        end = end < 0 ? message.IndexOf(" (are you missing", StringComparison.Ordinal) : end;
        return end < 0 ? message : message[..end];
    }

    // A name stands in the longest dotted name that is a task's.
    private TaskDeclaration? FindTask(SyntaxNode node)
        => node.AncestorsAndSelf().TakeWhile(each => each is NameSyntax or MemberAccessExpressionSyntax)
            .Select(each => scope.Env.FindTask(new(string.Concat(each.DescendantTokens().Select(token => token.ValueText)))))
            .OfType<TaskDeclaration>().LastOrDefault();

    private string? HintFor(RoslynDiagnostic error, SyntaxNode node)
    {
        var typed = (node as SimpleNameSyntax)?.Identifier.ValueText ?? node.ToString();
        var model = compilation.GetSemanticModel(tree);
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            return model.GetTypeInfo(access.Expression).Type is { } type ? MemberSuggestion.For(typed, NamesIn(model.LookupSymbols(node.SpanStart, type, includeReducedExtensionMethods: true))) : null;

        var variables = chain.Submissions.SelectMany(each => each.Declares).Select(declared => declared.Name).Where(name => !name.Contains(' '));
        var tasks = scope.Env.Tasks.Keys.SelectMany(name => new[] { name.Text, name.Text.Split('.')[0] });
        var local = NamesIn(model.LookupSymbols(node.SpanStart).Where(symbol => symbol is not INamespaceSymbol && (symbol is not INamedTypeSymbol || error.Id == "CS0246" || IsOfProgram(symbol))));
        return Suggestion.For(typed, variables.Concat(tasks).Concat(local).Where(name => name != typed));
    }

    private bool IsOfProgram(ISymbol symbol) => symbol.ContainingAssembly is { } assembly && chain.Prelude.Assemblies.ContainsKey(assembly.Name);

    private static IEnumerable<string> NamesIn(IEnumerable<ISymbol> symbols)
        => symbols.Where(symbol => symbol.CanBeReferencedByName && !symbol.Name.StartsWith('_')).Select(symbol => symbol.Name).Distinct();

    // A ';' that was not typed is in no place of its own.
    private SourceLocation At(int start, int length)
    {
        var (typed, from) = (code.Text.TrimEnd().Length, code.Span.Start);
        return new(code.Source, TextSpan.FromBounds(from + Math.Min(start, typed), from + Math.Min(start + length, typed)));
    }
}

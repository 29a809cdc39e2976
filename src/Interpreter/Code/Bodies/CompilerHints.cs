using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What to do about an error of the compiler, where dag knows better than it.</summary>
internal sealed class CompilerHints(GeneratedUnit unit, CSharpCompilation compilation)
{
    private static readonly string[] UsualTypes =
        ["string", "double", "decimal", "TimeSpan", "DateOnly", "DateTime", "DateTimeOffset", "Uri", "Guid", "DagFile", "DagFolder", "List", "Dictionary"];

    public static string? ForConversion(RoslynDiagnostic error, string given)
    {
        if (given.StartsWith("Task<", StringComparison.Ordinal) || given.StartsWith("ValueTask<", StringComparison.Ordinal))
            return "await it";

        return error.Id == "CS0266" ? "add a cast" : null;
    }

    public string? Find(RoslynDiagnostic error, GeneratedEntry? entry, SourceLocation place) => (error.Id, entry) switch
    {
        ("CS0103", _) when ForPython(place.Text) is { } written => written,
        ("CS0103", GeneratedEntry.Body body) => ForName(error, place.Text, body),
        ("CS0103", GeneratedEntry.Predicate or GeneratedEntry.Message) => Suggestion.For(place.Text, ["value", .. NamesAround(error)]),
        ("CS0103" or "CS0246", _) => Suggestion.For(place.Text, [.. NamesAround(error), .. UsualTypes]),
        ("CS0411" or "CS1061" or "CS1929", GeneratedEntry.Body) when FindStream(error) is var (stream, method)
            => $"'{stream}' is a stream: write {(method is null ? $"await {stream}.ToListAsync()" : $"await {stream}.{method}Async(…)")}, or await foreach (var element in {stream})",
        ("CS8414", _) => "a stream is walked with await foreach",
        ("CS1109", _) => "declare the method directly in code { }, not in a class",
        ("CS1012", _) => "write a text in double quotes",
        ("CS1024" or "CS1040", _) => "begin a comment with //",
        ("CS0012", _) => "reference its assembly: reference \"….dll\"",
        _ => null,
    };

    public string? ForType(string typed)
        => unit.Entries.Values.OfType<GeneratedEntry.Anchor>().Any(anchor => anchor.Type.Name.Text == typed)
            ? $"'{typed}' is a type of dag: write ': {typed}' for a child of it, or 'list of {typed}' for a list"
            : Suggestion.For(typed, DeclaredTypes().Concat(UsualTypes));

    /// <summary>What C# writes for a word of Python, or null.</summary>
    public static string? ForPython(string word) => word switch
    {
        "True" or "False" => $"C# writes {word.ToLowerInvariant()}",
        "None" or "NULL" or "nil" => "C# writes null",
        "and" => "C# writes && between conditions",
        "or" => "C# writes || between conditions",
        "not" => "C# writes ! before a condition",
        _ => null,
    };

    private string? ForName(RoslynDiagnostic error, string typed, GeneratedEntry.Body body)
        => unit.HasTask(typed)
            ? $"'{typed}' is a task: add 'needs {typed}'"
            : Suggestion.For(typed, [.. body.Locals, "task", .. NamesAround(error)]);

    // The stream of which a member was asked that only a list has, and the member where it is a method.
    private (string Stream, string? Method)? FindStream(RoslynDiagnostic error)
    {
        if (error.Location.SourceTree is not { } tree || tree.GetRoot().FindNode(error.Location.SourceSpan).FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { Expression: IdentifierNameSyntax stream } access)
            return null;

        var type = compilation.GetSemanticModel(tree).GetTypeInfo(stream).Type;
        return type is { Name: "IAsyncEnumerable" } ? (stream.Identifier.ValueText, access.Parent is InvocationExpressionSyntax ? access.Name.Identifier.ValueText : null) : null;
    }

    // What the user declared and can be used here, entries left out.
    private IEnumerable<string> NamesAround(RoslynDiagnostic error)
        => error.Location.SourceTree is not { } tree ? [] : compilation.GetSemanticModel(tree).LookupSymbols(error.Location.SourceSpan.Start)
            .Where(symbol => symbol.Locations.Any(place => place.IsInSource) && symbol.ContainingSymbol?.Name != "_entries_" && symbol is not INamespaceSymbol)
            .Select(symbol => symbol.Name)
            .Distinct();

    private IEnumerable<string> DeclaredTypes()
        => compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            .Where(type => type.Parent is BaseTypeDeclarationSyntax)
            .Select(type => type.Identifier.Text);
}

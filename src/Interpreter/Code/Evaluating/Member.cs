using Dag.Language.Collections;
using Dag.Language.Text;
using Microsoft.CodeAnalysis;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>A name that may stand where somebody types, what it is, and its declaration in one line.</summary>
public sealed record Member(string Name, MemberKind Kind, string Signature)
{
    /// <summary>Finds its documentation, which is read from a file; null where there is none.</summary>
    public Func<string?>? FindDocumentation { get; init; }
}

/// <summary>What a name of C# stands for.</summary>
public enum MemberKind
{
    Product,
    Variable,
    Property,
    Field,
    Event,
    Method,
    Extension,
    Type,
    Namespace,
    Keyword,
}

/// <summary>What may stand at a place of a text, and the part of the text that it stands in for: what is typed of it already.</summary>
public sealed record MemberList(TextSpan Replaces, EquatableList<Member> Members);

/// <summary>A symbol of C# as a completion shows it.</summary>
internal static class MemberSignature
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeOptionalBrackets)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    public static MemberKind KindOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.ReducedExtension } => MemberKind.Extension,
        IMethodSymbol => MemberKind.Method,
        IPropertySymbol => MemberKind.Property,
        IFieldSymbol { ContainingType.IsScriptClass: true } => MemberKind.Variable,
        IFieldSymbol => MemberKind.Field,
        IEventSymbol => MemberKind.Event,
        ITypeSymbol => MemberKind.Type,
        INamespaceSymbol => MemberKind.Namespace,
        _ => MemberKind.Variable,
    };

    /// <summary>The first of those of one name, and how many there are beside it. An override is no other one.</summary>
    public static string Of(IReadOnlyList<ISymbol> same)
    {
        var others = same.DistinctBy(ParametersOf).Count() - 1;
        return same[0].ToDisplayString(Format) + (others == 0 ? "" : $" (+ {others} more)");
    }

    private static string ParametersOf(ISymbol symbol)
        => symbol is IMethodSymbol method ? $"{method.Arity} {string.Join(", ", method.Parameters.Select(parameter => $"{parameter.RefKind} {parameter.Type}"))}" : "";
}

using Microsoft.CodeAnalysis;

namespace Dag.Interpreter.Code.Evaluating;

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

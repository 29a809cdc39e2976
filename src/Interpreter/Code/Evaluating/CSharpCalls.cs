using Dag.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What is called where an argument is typed: each overload with its parameters.</summary>
public sealed class CSharpCalls(Evaluator evaluator)
{
    private const int MostOverloads = 30;

    private static readonly CallOverloads None = new([], 0);

    /// <summary>In C# at the prompt.</summary>
    public CallOverloads At(EvaluationScope scope, string text, int caret)
    {
        if (Innermost(ScriptDialect.Parse(text), caret) is null)
            return None;

        var (chain, tree) = evaluator.Look(scope, text);
        return Find(tree, caret, () => chain.Compile(tree).GetSemanticModel(tree));
    }

    /// <summary>The same in the C# of a statement that is being written.</summary>
    public CallOverloads InStatement(EvaluationScope scope, string text, int caret)
    {
        var (begun, types) = (text[..caret], evaluator.TypesIn(scope));
        if (EmbeddedCSharp.Translate(begun, scope, types) is not { } written)
            return None;

        var before = types.Prelude.Usings + written.Shell;
        var model = types.Prelude.Look(before + begun[written.Start..]);
        return Find(model.SyntaxTree, before.Length + caret - written.Start, () => model);
    }

    private static CallOverloads Find(SyntaxTree tree, int caret, Func<SemanticModel> look)
    {
        if (Innermost(tree, caret) is not { Parent: { } call } arguments)
            return None;

        var found = CandidatesOf(call, look(), caret).Where(each => each.CanBeReferencedByName || each.MethodKind == MethodKind.Constructor).Take(MostOverloads)
            .OrderBy(each => each.Parameters.Length).Select(CallOverload.Of).ToEquatableList();
        return new(found, arguments.Arguments.GetSeparators().Count(comma => comma.SpanStart < caret));
    }

    // The innermost brackets that are open at the caret.
    private static BaseArgumentListSyntax? Innermost(SyntaxTree tree, int caret)
        => tree.GetRoot().DescendantNodes().OfType<BaseArgumentListSyntax>()
            .LastOrDefault(list => list.SpanStart < caret && (caret <= list.Span.End - 1 || list.GetLastToken(includeZeroWidth: true).IsMissing));

    private static IEnumerable<IMethodSymbol> CandidatesOf(SyntaxNode call, SemanticModel model, int caret)
    {
        if (call is InvocationExpressionSyntax invocation)
            return MembersCalled(invocation.Expression, model, caret);
        if (call is ObjectCreationExpressionSyntax creation && model.GetTypeInfo(creation.Type).Type is INamedTypeSymbol made)
            return made.InstanceConstructors.Where(each => each.DeclaredAccessibility == Accessibility.Public);

        return call is ImplicitObjectCreationExpressionSyntax && model.GetTypeInfo(call).ConvertedType is INamedTypeSymbol meant
            ? meant.InstanceConstructors.Where(each => each.DeclaredAccessibility == Accessibility.Public)
            : [];
    }

    private static IEnumerable<IMethodSymbol> MembersCalled(ExpressionSyntax called, SemanticModel model, int caret)
    {
        var group = model.GetMemberGroup(called).OfType<IMethodSymbol>().ToList();
        if (group.Count > 0)
            return group;

        var symbol = model.GetSymbolInfo(called);
        var methods = symbol.CandidateSymbols.Append(symbol.Symbol).OfType<IMethodSymbol>().ToList();
        return methods.Count > 0 ? methods : model.GetTypeInfo(called).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : [];
    }
}

/// <summary>What may be called at a place, and the number of the argument that is typed there.</summary>
public sealed record CallOverloads(EquatableList<CallOverload> All, int Argument);

/// <summary>One way to call something.</summary>
public sealed record CallOverload(string Signature, string Summary, EquatableList<CallParameter> Parameters)
{
    internal static CallOverload Of(IMethodSymbol method) => new(
        MemberSignature.Of([method]),
        CSharpDocumentation.Find(method) ?? "",
        method.Parameters.Select(parameter => new CallParameter(parameter.Name, parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))).ToEquatableList());
}

/// <summary>A parameter of a call, by its name and with its type.</summary>
public sealed record CallParameter(string Name, string About);

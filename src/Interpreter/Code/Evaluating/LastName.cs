using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// Name of the last value. It is typed as <c>_</c>, which C# has for what is dropped; so where it is read it is compiled as another letter that looks alike and
/// takes as much room, and where it is written to it stays what it is.
/// </summary>
internal static class LastName
{
    public const string Typed = "_";
    public const string Hidden = "\u02CD";

    /// <summary>A tree of the same text in which the last value has its hidden name.</summary>
    public static SyntaxTree In(SyntaxTree tree)
    {
        var reads = tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Where(IsRead).ToList();
        if (reads.Count == 0)
            return tree;

        var text = new StringBuilder(tree.ToString());
        foreach (var name in reads)
            text[name.SpanStart] = Hidden[0];
        return ScriptDialect.Parse(text.ToString());
    }

    // What is completed is called so too, while it has no name yet.
    private static bool IsRead(IdentifierNameSyntax name)
        => name.Identifier.Text == Typed
            && (name.Parent as AssignmentExpressionSyntax)?.Left != name && (name.Parent as MemberAccessExpressionSyntax)?.Name != name
            && name.Parent is not (MemberBindingExpressionSyntax or QualifiedNameSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
            && !(name.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } && assignment.Left == tuple)
            && !name.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(HasParameter);

    private static bool HasParameter(AnonymousFunctionExpressionSyntax function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.Text == Typed,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Any(parameter => parameter.Identifier.Text == Typed),
        _ => false,
    };
}

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Gives the members of a <c>code</c> block what a person leaves out: <c>static</c>, since they stand in a static class, and an access that
/// lets bodies see them, those that are compiled later too. It is written on a line of its own, and a new <c>#line</c> keeps every column right.
/// </summary>
internal static class CodeModifiers
{
    public static SyntaxTree Parse(GeneratedText generated, CSharpParseOptions options)
    {
        var text = generated.Text;
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options, path: "generated");
        var additions = generated.IsCode ? Additions(tree).ToList() : [];
        if (additions.Count == 0)
            return tree;

        var completed = new StringBuilder(text);
        foreach (var (position, words) in additions.OrderByDescending(addition => addition.Position))
        {
            var place = tree.GetMappedLineSpan(new TextSpan(position, 0));
            var (line, column) = (place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
            completed.Insert(position, $"\n{words}\n#line ({line},{column})-({line + 1},1) 1 \"{place.Path}\"\n ");
        }

        return CSharpSyntaxTree.ParseText(SourceText.From(completed.ToString(), Encoding.UTF8), options, path: "generated");
    }

    private static IEnumerable<(int Position, string Words)> Additions(SyntaxTree tree)
    {
        var holders = tree.GetRoot().ChildNodes().OfType<NamespaceDeclarationSyntax>().SelectMany(space => space.Members).OfType<ClassDeclarationSyntax>();
        var members = holders.SelectMany(holder => holder.Members).ToList();

        // What is public must not show a type that is not.
        var access = members.Exists(member => IsType(member) && IsHidden(member)) ? "internal " : "public ";
        foreach (var member in members)
        {
            if (member is IncompleteMemberSyntax or GlobalStatementSyntax or ExtensionBlockDeclarationSyntax)
                continue;

            var words = WordsFor(member, access);
            if (words.Length > 0)
                yield return (PositionIn(member), words);
        }
    }

    private static string WordsFor(MemberDeclarationSyntax member, string access)
    {
        var hasAccess = IsHidden(member) || member.Modifiers.Any(SyntaxKind.PublicKeyword);
        var isStatic = IsType(member) || member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword);
        return $"{(hasAccess ? "" : IsType(member) ? "public " : access)}{(isStatic ? "" : "static")}".Trim();
    }

    private static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static bool IsHidden(MemberDeclarationSyntax member)
        => member.Modifiers.Any(word => word.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.FileKeyword);

    private static int PositionIn(MemberDeclarationSyntax member)
    {
        if (member.Modifiers.Count > 0)
            return member.Modifiers[0].SpanStart;

        return member.AttributeLists.Count > 0
            ? member.AttributeLists[^1].GetLastToken().GetNextToken().SpanStart
            : member.GetFirstToken().SpanStart;
    }
}

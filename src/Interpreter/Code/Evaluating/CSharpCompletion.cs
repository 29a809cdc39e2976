using Dag.Interpreter.Code.Bodies;
using Dag.Language.Collections;
using Dag.Language.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What may be typed next in C# at a prompt: the members of what stands before a dot, or else the names that can be seen.</summary>
public sealed class CSharpCompletion(Evaluator evaluator)
{
    // What is completed is a name, even before its first letter is there.
    private const string Unnamed = "__";

    private static readonly string[] Keywords =
    [
        "async", "await", "bool", "break", "case", "catch", "char", "class", "continue", "decimal", "default", "do", "double", "else", "enum", "false", "finally", "float",
        "for", "foreach", "from", "if", "in", "int", "is", "long", "nameof", "new", "null", "object", "record", "return", "static", "string", "struct", "switch", "throw",
        "true", "try", "typeof", "using", "var", "while",
    ];

    /// <summary>Those that begin with what is typed before the caret, whatever its case.</summary>
    public MemberList At(EvaluationScope scope, string text, int caret)
    {
        var (typed, replaces) = WordBefore(text, caret);
        if (IsNumber(typed))
            return new(replaces, []);

        var (chain, tree) = evaluator.Look(scope, typed.Length > 0 ? text : text.Insert(caret, Unnamed));
        var found = Find(tree, replaces.Start, () => chain.Compile(tree).GetSemanticModel(tree), model => NamesAt(model, replaces.Start, typed, chain, scope));
        return Beginning(typed, replaces, found);
    }

    /// <summary>
    /// The same in the C# of a statement that is being written: a body, a product given by hand, a predicate or code, where other names are seen than
    /// at the prompt. Nothing where the caret is in none.
    /// </summary>
    public MemberList InStatement(EvaluationScope scope, string text, int caret)
    {
        var (typed, replaces) = WordBefore(text, caret);
        var (begun, types) = (text[..caret] + (typed.Length > 0 ? "" : Unnamed), evaluator.TypesIn(scope));
        if (IsNumber(typed) || EmbeddedCSharp.Translate(begun, scope, types) is not { } written)
            return new(replaces, []);

        var before = types.Prelude.Usings + written.Shell;
        var start = before.Length + replaces.Start - written.Start;
        var model = types.Prelude.Look(before + begun[written.Start..]);
        return Beginning(typed, replaces, Find(model.SyntaxTree, start, () => model, _ => NamesAt(model, start, typed, types.Prelude)));
    }

    private static (string Typed, TextSpan Replaces) WordBefore(string text, int caret)
    {
        var start = caret;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
            start--;
        return (text[start..caret], TextSpan.FromBounds(start, caret));
    }

    private static bool IsNumber(string typed) => typed.Length > 0 && char.IsAsciiDigit(typed[0]);

    private static MemberList Beginning(string typed, TextSpan replaces, IEnumerable<Member> found)
        => new(replaces, found.Where(member => member.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToEquatableList());

    private static IEnumerable<Member> Find(SyntaxTree tree, int start, Func<SemanticModel> look, Func<SemanticModel, IEnumerable<Member>> names)
    {
        if (tree.GetRoot().FindToken(start).Parent is not SimpleNameSyntax name || name.SpanStart != start)
            return [];

        return LeftOf(name) is { } left ? MembersOf(left, look(), start) : names(look());
    }

    private static ExpressionSyntax? LeftOf(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
        QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left,
        MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression,
        _ => null,
    };

    private static IEnumerable<Member> MembersOf(ExpressionSyntax left, SemanticModel model, int position)
    {
        var symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceSymbol space)
            return Shown(model.LookupNamespacesAndTypes(position, space));
        if (symbol is ITypeSymbol named)
            return Shown(model.LookupStaticMembers(position, named));

        var type = model.GetTypeInfo(left).Type;
        if (type is null or IErrorTypeSymbol or { SpecialType: SpecialType.System_Void })
            return [];

        var isNullable = left.Parent is ConditionalAccessExpressionSyntax && type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var of = isNullable && type is INamedTypeSymbol { TypeArguments: [var inner] } ? inner : type;
        var members = model.LookupSymbols(position, of, includeReducedExtensionMethods: true).Where(each => !each.IsStatic && each is not ITypeSymbol);
        return IsHolder(of) ? Shown(members.Where(each => each is IFieldSymbol)).Select(each => each with { Kind = MemberKind.Product }) : Shown(members);
    }

    private static IEnumerable<Member> NamesAt(SemanticModel model, int position, string typed, Prelude prelude)
    {
        bool IsOwn(ISymbol symbol) => symbol is not INamespaceSymbol && prelude.Assemblies.ContainsKey(symbol.ContainingAssembly?.Name ?? "");
        var names = model.LookupSymbols(position).Where(symbol => symbol.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && symbol.ContainingType?.SpecialType != SpecialType.System_Object)
            .Where(symbol => typed.Length > 0 || symbol is not (INamespaceSymbol or INamedTypeSymbol) || IsOwn(symbol)).ToLookup(symbol => symbol is IParameterSymbol or ILocalSymbol);
        return [.. Shown(names[true]), .. Shown(names[false]), .. Keywords.Select(Keyword)];
    }

    private static Member Keyword(string word) => new(word, MemberKind.Keyword, "keyword");

    private static IEnumerable<Member> NamesAt(SemanticModel model, int position, string typed, SubmissionChain chain, EvaluationScope scope)
    {
        // Of .NET there is too much to be shown before anything is typed.
        bool IsWanted(ISymbol symbol) => symbol.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && (typed.Length > 0 || symbol is not (INamespaceSymbol or INamedTypeSymbol) || IsOfProgram(symbol, chain));
        var held = chain.Submissions.Where(each => each.Holds is not null).Select(each => each.Name).ToHashSet();
        var products = ProductsOf(scope, chain).ToList();
        var names = model.LookupSymbols(position).Where(symbol => IsWanted(symbol) && !held.Contains(symbol.ContainingAssembly?.Name ?? ""));
        return [.. products, .. Shown(names).Where(each => !products.Exists(product => product.Name == each.Name)), .. Keywords.Select(Keyword)];
    }

    private static bool IsOfProgram(ISymbol symbol, SubmissionChain chain)
        => symbol is not INamespaceSymbol && symbol.ContainingAssembly is { } assembly && (chain.Prelude.Assemblies.ContainsKey(assembly.Name) || symbol.ContainingType is { IsScriptClass: true });

    // Those that a variable does not hide.
    private static IEnumerable<Member> ProductsOf(EvaluationScope scope, SubmissionChain chain)
        => scope.Products.GroupBy(Evaluator.RootOf).Where(each => chain.FindDeclaring(each.Key) is null or { Holds: not null })
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => new Member(each.Key, MemberKind.Product, SignatureOf(each.Key, [.. each])));

    private static string SignatureOf(string name, IReadOnlyList<ProductVariable> products)
        => products.FirstOrDefault(product => product.Task.Name.Text == name)?.Task.Product is { } type
            ? $"{Representations.Show(type)} {name}"
            : string.Join(", ", products.Select(product => product.Task.Name.Text).Order(StringComparer.Ordinal));

    private static bool IsHolder(ITypeSymbol type) => type.Name.StartsWith('_') && type.ContainingType is not null;

    private static IEnumerable<Member> Shown(IEnumerable<ISymbol> symbols)
        => symbols.Where(symbol => symbol.CanBeReferencedByName && !symbol.Name.StartsWith('_') && !IsKeptBack(symbol))
            .GroupBy(symbol => symbol.Name)
            .OrderBy(PlaceOf).ThenBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new Member(same.Key, MemberSignature.KindOf(same.First()), MemberSignature.Of([.. same])) { FindDocumentation = () => CSharpDocumentation.Find(same.First()) });

    // Its own members first, then what is given to all of its kind, then what everything has.
    private static int PlaceOf(IEnumerable<ISymbol> same) => same.First() switch
    {
        { Name: "Equals" or "GetHashCode" or "GetType" or "ToString" or "ReferenceEquals" } => 2,
        IMethodSymbol { MethodKind: MethodKind.ReducedExtension } => 1,
        _ => 0,
    };

    private static bool IsKeptBack(ISymbol symbol)
        => symbol.GetAttributes().Any(each => each.AttributeClass?.Name == "EditorBrowsableAttribute" && each.ConstructorArguments is [{ Value: 1 }]);
}

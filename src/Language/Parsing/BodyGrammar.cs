using Dag.Language.Lexing;
using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of the bodies of tasks: C# or a script.</summary>
internal static class BodyGrammar
{
    public static readonly Parser<char, ClauseSyntax> Body = FirstOf(
        Map((_, code, here) => (ClauseSyntax)new ClauseSyntax.RunExpression(code.Span, here.Span), Sign(TokenKind.Arrow), CSharp(CSharpForm.Expression, "a C# expression"), Here),
        Map((code, here) => (ClauseSyntax)new ClauseSyntax.RunBlock(code.Span, here.Span), Block(CSharpForm.Block), Here),
        Map((language, script, here) => (ClauseSyntax)new ClauseSyntax.RunScript(language, Cut(script, here), here.Span), Name("a language"), Quoted("the script, in quotes,"), Here))
        .Wanted("'=>' and C#, '{' and C#, or a language and a script");

    private static TextSyntax Cut(TextSyntax script, Reading reading)
        => RawText.QuotesOf(reading.Source.Slice(script.Span)) > 2 ? script with { Content = ScriptText.Of(script.Content) } : script;
}

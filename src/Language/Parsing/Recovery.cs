using Dag.Language.Diagnostics;
using Dag.Language.Lexing;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Finds the way back after a mistake: to the end of the statement or clause it stands in, blocks and all.</summary>
internal sealed class Recovery(TokenReader reader, List<Diagnostic> diagnostics)
{
    /// <summary>Whatever is left of the line is said once and skipped.</summary>
    public void EndStatement()
    {
        if (reader.Kind is TokenKind.EndOfFile or TokenKind.CloseBrace || reader.IsOnNewLine || reader.TryTake(TokenKind.Semicolon))
            return;

        diagnostics.Add(SyntaxErrors.LeftOver(new(reader.Source, reader.Current.Span), reader.Found()));
        SkipStatement();
    }

    /// <summary>Takes what is left of the statement, quietly. A closing brace is left to whom it belongs.</summary>
    public void SkipStatement()
    {
        var said = diagnostics.Count;
        var isFirst = true;
        while (reader.Kind is not (TokenKind.EndOfFile or TokenKind.CloseBrace))
        {
            if ((reader.IsOnNewLine && !isFirst) || reader.TryTake(TokenKind.Semicolon))
                break;

            isFirst = false;
            if (reader.Kind == TokenKind.OpenBrace)
                reader.TakeCSharp(CSharpForm.Block);
            else
                reader.Take();
        }

        diagnostics.RemoveRange(said, diagnostics.Count - said);
    }
}

using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Repl.Editing;

/// <summary>
/// Whether a text may hold a secret, so that it must not be kept: it names an option, a product or a type that is secret, or it gives a value to
/// an option that is not there and so may be a secret one that was misspelt.
/// </summary>
internal sealed class SecretLines(Func<string, TaskDeclaration?> findTask, Func<string, DagType?> findType)
{
    public bool MayHoldSecret(string text)
    {
        var tree = Parser.Parse(new SourceText("<prompt>", text));
        var names = Names(text, tree.Tokens.Where(token => !token.IsTrivia).ToList()).ToList();
        var gives = names.Count > 0 && (names[0] == "set" || names.Contains("with"));
        return names.Exists(name => NamesSecret(name) || (gives && MayBeMisspelt(name)));
    }

    private bool NamesSecret(string name)
    {
        if (findType(name) is { } type && Secrecy.Hides(type))
            return true;
        if (findTask(name)?.Product is { } product && Secrecy.Hides(product))
            return true;

        return OptionOf(name) is { } option && Secrecy.Hides(option.Type);
    }

    private bool MayBeMisspelt(string name) => name.Contains('.') && OptionOf(name) is null && findTask(name) is null;

    private OptionDeclaration? OptionOf(string name)
        => OptionName.OfWritten(name) is { } option ? findTask(option.Task.Text)?.FindOption(option.Name) : null;

    private static IEnumerable<string> Names(string text, IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Identifier)
                continue;

            var first = i;
            while (i + 2 < tokens.Count && tokens[i + 1].Kind == TokenKind.Dot && tokens[i + 2].Kind == TokenKind.Identifier && tokens[i + 1].Start == tokens[i].End)
                i += 2;
            yield return text[tokens[first].Start..tokens[i].End];
        }
    }
}

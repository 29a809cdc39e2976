using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Reads the declarations of types: what they are of, their closed sets and their predicates.</summary>
internal sealed class TypeParser(TokenReader reader, ValueParser values, Recovery recovery, List<Diagnostic> diagnostics)
{
    /// <summary>Null where it has no name, which has been said.</summary>
    public StatementSyntax? Type(string? doc, int start)
    {
        var name = reader.Name("a type name");
        if (name.IsMissing)
            return null;

        var form = TypeForm(name);
        var closed = reader.IsWord("in") ? ClosedSet() : null;
        var where = reader.IsWord("where") ? Where() : null;
        return new StatementSyntax.Type(doc, name, form, closed, where, reader.SpanFrom(start));
    }

    private TypeFormSyntax TypeForm(NameSyntax type)
    {
        if (reader.TryTake(TokenKind.Colon))
            return new TypeFormSyntax.Child(reader.Name("a parent type"));

        if (reader.IsWordOnLine("of"))
        {
            reader.Take();
            var said = diagnostics.Count;
            var representation = reader.TakeCSharp(CSharpForm.RepresentationType, "a C# type");
            return diagnostics.Count > said ? new TypeFormSyntax.Missing() : new TypeFormSyntax.Of(representation);
        }

        if (reader.IsWordOnLine("list"))
        {
            reader.Take();
            if (reader.ExpectWord("of"))
                return new TypeFormSyntax.ListOf(reader.Name("an element type"));

            recovery.SkipStatement();
            return new TypeFormSyntax.Missing();
        }

        reader.SayWanted(
            "'of' and a C# type, ':' and a parent, or 'list of' and a type",
            $"write type {type.Text} of int, type {type.Text} : Parent or type {type.Text} list of Element");
        if (!reader.IsWord("in") && !reader.IsWord("where"))
            recovery.SkipStatement();
        return new TypeFormSyntax.Missing();
    }

    private ClosedSetSyntax ClosedSet()
    {
        reader.Take();
        var start = reader.Current.Start;
        var elements = values.Elements();
        var span = reader.SpanFrom(start);
        return new(elements, Else(), span);
    }

    private PredicateSyntax Where()
    {
        var (start, said) = (reader.Take().Start, diagnostics.Count);
        var code = reader.TakeCSharp(CSharpForm.Expression, "a C# condition over 'value'");
        var isBroken = diagnostics.Count > said;
        return new(code, Else(), reader.SpanFrom(start)) { IsBroken = isBroken };
    }

    private TextSyntax? Else() => reader.TryTakeWord("else") ? values.Text("a quoted message") : null;
}

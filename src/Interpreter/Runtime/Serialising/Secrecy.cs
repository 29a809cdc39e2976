using System.Collections;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Text;
using Dag.Language.Types;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Which values are never shown: those of a type that descends from the core's <c>Secret</c>, and lists of them; and the texts in such a value.</summary>
public static class Secrecy
{
    public const string Mask = SecretTexts.Replacement;

    public static bool Hides(DagType type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Name.Text == "Secret" && ancestor.At is { Source.Origin: SourceOrigin.Core })
                return true;
            if (ancestor.Form is TypeForm.ListOf(var element) && Hides(element))
                return true;
        }

        return false;
    }

    public static IEnumerable<string> TextsOf(ClrValue secret) => TextsOf(secret.Raw);

    public static IEnumerable<string> TextsOf(DagValue secret) => secret switch
    {
        DagValue.Text(var text) => [text],
        DagValue.List(var elements) => elements.SelectMany(TextsOf),
        _ => [],
    };

    private static IEnumerable<string> TextsOf(object? secret) => secret switch
    {
        string text => [text],
        IEnumerable elements => elements.Cast<object?>().SelectMany(TextsOf),
        _ => [],
    };
}

using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Products;

/// <summary>Which values are never shown: those of a type that descends from the core's <c>Secret</c>, and lists of them.</summary>
public static class Secrecy
{
    public const string Mask = "***";

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
}

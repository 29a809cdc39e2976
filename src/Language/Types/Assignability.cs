namespace Dag.Language.Types;

/// <summary>Whether a value of one type may stand where another is asked for: the same type, or one that descends from it.</summary>
public static class Assignability
{
    public static bool Fits(DagType wanted, DagType given) => WhyNot(wanted, given) is null;

    /// <summary>Null where it fits, else the reason as a clause: "'Count' is the parent of 'Small', not the other way round".</summary>
    public static string? WhyNot(DagType wanted, DagType given)
    {
        if (wanted.Single.IsError || given.Single.IsError || given.Lineage().Contains(wanted))
            return null;

        if (wanted.IsStream != given.IsStream)
            return wanted.IsStream ? $"'{given}' is one value, not a stream" : $"'{given}' is a stream, not one value";

        if (wanted.Lineage().Contains(given))
            return $"'{given}' is a supertype of '{wanted}'";

        if (wanted.Form is TypeForm.ListOf(var wantedElement) && given.Root.Form is TypeForm.ListOf(var givenElement) && wanted.Predicates.IsEmpty)
            return WhyNot(wantedElement, givenElement) is { } why ? $"their element types differ: {why}" : null;

        return $"'{given}' is not a subtype of '{wanted}'";
    }
}

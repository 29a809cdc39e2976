namespace Dag.Repl.Prompting;

/// <summary>How a value of C# is shown: to a person, as a product is printed, or as a line of JSON.</summary>
internal enum ValueFormat
{
    Table,
    Text,
    Json,
}

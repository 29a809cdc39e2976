namespace Dag.Repl.Prompting;

/// <summary>Where typed lines come from.</summary>
internal interface IInputLines
{
    Task<InputLine> ReadAsync();
}

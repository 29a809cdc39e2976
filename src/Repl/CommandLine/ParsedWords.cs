using Dag.Interpreter.Invoking;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Repl.CommandLine;

/// <summary>The words after a verb, told apart, and everything that is wrong with them.</summary>
internal sealed record ParsedWords(Verb Verb, EquatableList<string> Operands, EquatableList<GivenFlag> Flags, EquatableList<GivenOption> Given, EquatableList<Diagnostic> Wrong)
{
    public bool Has(Flag flag) => Flags.Any(given => given.Flag == flag);

    /// <summary>The last value a flag was given.</summary>
    public string? Find(Flag flag) => Flags.LastOrDefault(given => given.Flag == flag)?.Value;

    public IEnumerable<string> All(Flag flag) => Flags.Where(given => given.Flag == flag).Select(given => given.Value ?? "");
}

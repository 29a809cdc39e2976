using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Invoking;

/// <summary>Targets that are made together, and the options set for them: one <c>run</c> of a file, or what a command line asks for.</summary>
public sealed record InvocationStep(EquatableList<string> Targets, OrderedMap<OptionName, LocatedValue> Settings);

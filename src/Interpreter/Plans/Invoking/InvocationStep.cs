using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>Targets by name, and the env they are to be made in, with the settings that hold for them: one of a file's runs, or what a command line asks for.</summary>
internal sealed record InvocationStep(Env Env, EquatableList<string> Targets);

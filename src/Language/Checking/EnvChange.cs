using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Language.Checking;

/// <summary>What a statement made of an env, and the tasks whose own work or edges it touched.</summary>
internal sealed record EnvChange(Env Env, EquatableList<TaskName> Touched);

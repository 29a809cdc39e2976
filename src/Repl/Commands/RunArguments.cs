using Dag.Interpreter.Host.Running;
using Dag.Language.Collections;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary>What <c>dag run</c> was asked for.</summary>
internal sealed record RunArguments(string File, EquatableList<string> Changes, RunOptions Order, bool DryRun, ProgressMode Progress, OutputMode Output, bool Json);

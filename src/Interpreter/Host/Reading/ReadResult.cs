using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Reading;

/// <summary>What came of reading a file: a program, or everything that is wrong with it. The env is there even then, for asking.</summary>
public sealed record ReadResult(DagProgram? Program, Env Env, EquatableList<Diagnostic> Diagnostics, bool UsedCompiler);

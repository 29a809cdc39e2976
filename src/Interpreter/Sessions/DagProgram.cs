using Dag.Interpreter.Bodies;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Sessions;

/// <summary>A file that was read and found right: its env, and its C# ready to be called.</summary>
public sealed record DagProgram(Env Env, ModuleDeclaration Main, CompiledProgram Compiled) : IDisposable
{
    public void Dispose() => Compiled.Dispose();
}

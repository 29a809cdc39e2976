using Dag.Interpreter.Code.Bodies;
using Dag.Language.Declarations;
using Dag.Language.Loading;

namespace Dag.Interpreter.Host.Reading;

/// <summary>A program that was read and found right: its graph as changes have left it, and its C# ready to be called.</summary>
public sealed record DagProgram(ModuleSet Loaded, ModuleDeclaration Main, CompiledCode Compiled) : IDisposable
{
    public Env Env => Loaded.Env;

    /// <summary>Whether something was said about it when it was read.</summary>
    public bool HasWarnings { get; init; }

    public TaskGraph Graph => Loaded.Graph;

    public void Dispose() => Compiled.Dispose();
}

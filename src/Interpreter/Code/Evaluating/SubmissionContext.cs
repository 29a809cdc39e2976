using System.Reflection;
using System.Runtime.Loader;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// Holds one input's assembly, and of the others only what that one refers to. Nobody unloads it: it goes when the last value of its types
/// and the last function of it have gone.
/// </summary>
internal sealed class SubmissionContext(IReadOnlyDictionary<string, Assembly> known) : AssemblyLoadContext(isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Without this, inputs would speak to a second copy where the program itself is not in the default context.
        if (assemblyName.Name == typeof(SubmissionContext).Assembly.GetName().Name)
            return typeof(SubmissionContext).Assembly;

        return assemblyName.Name is { } name ? known.GetValueOrDefault(name) : null;
    }
}

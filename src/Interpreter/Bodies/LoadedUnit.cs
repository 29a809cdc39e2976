using System.Reflection;
using System.Runtime.Loader;

namespace Dag.Interpreter.Bodies;

/// <summary>A compiled unit in a context of its own that can be unloaded. Entries are found one by one, when they are asked for.</summary>
internal sealed class LoadedUnit : IDisposable
{
    private readonly Context context;
    private readonly Assembly assembly;

    public LoadedUnit(CompiledImage image, GeneratedUnit unit)
    {
        Unit = unit;
        context = new(unit.References.Select(reference => reference.Path).ToList());
        using var dll = new MemoryStream(image.Dll);
        using var pdb = new MemoryStream(image.Pdb);
        assembly = context.LoadFromStream(dll, pdb);
    }

    public GeneratedUnit Unit { get; }

    public bool Owns(MethodBase? method) => method?.Module.Assembly == assembly;

    public MethodInfo MethodOf(string key)
    {
        var entry = Unit.Entries[key];
        return assembly.GetType(entry.ClassName)?.GetMethod(entry.MethodName, BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"'{entry.ClassName}.{entry.MethodName}' is not in the compiled unit");
    }

    public T DelegateOf<T>(string key)
        where T : Delegate
        => MethodOf(key).CreateDelegate<T>();

    public void Dispose() => context.Unload();

    // The references of a program and what lies beside them; everything else is the program's own.
    private sealed class Context(IReadOnlyList<string> references) : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // Without this, bodies would speak to a second copy where the program itself is not in the default context.
            if (assemblyName.Name == typeof(LoadedUnit).Assembly.GetName().Name)
                return typeof(LoadedUnit).Assembly;

            var file = assemblyName.Name + ".dll";
            if (references.Any(reference => Path.GetDirectoryName(reference) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) && Path.GetFileName(reference) == file))
                return Default.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, file));

            var found = references.FirstOrDefault(reference => Path.GetFileName(reference) == file)
                ?? references.Select(reference => Path.Combine(Path.GetDirectoryName(reference) ?? "", file))
                    .FirstOrDefault(beside => File.Exists(beside) && !File.Exists(Path.Combine(AppContext.BaseDirectory, file)));
            return found is null ? null : LoadFromAssemblyPath(found);
        }
    }
}

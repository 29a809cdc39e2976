using System.Reflection;
using System.Runtime.Loader;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// A compiled unit in a context of its own that can be unloaded. It is loaded when something of it is first asked for; entries are found one by one.
/// What was released is loaded anew when it is asked for again.
/// </summary>
internal sealed class LoadedUnit(CompiledImage image, GeneratedUnit unit, UnitGenerator generator, string key, IReadOnlyList<LoadedUnit> beneath) : IDisposable
{
    private readonly Dictionary<string, Delegate> delegates = [];
    private readonly Dictionary<string, Type> types = [];
    private readonly Dictionary<string, AnnotatedType> annotations = [];
    private readonly Lock gate = new();
    private Context? context;
    private Assembly? assembly;

    // What was only for hints leads to all that it was made from; a long session has many units.
    public GeneratedUnit Unit { get; } = unit with { HasTask = _ => false };

    public string Key { get; } = key;

    public CompiledImage Image { get; } = image;

    public IReadOnlyDictionary<SourceLocation, string> PlaceKeys { get; } = generator.PlaceKeys;

    /// <summary>The namespaces of the holders that it has itself.</summary>
    public IReadOnlyDictionary<ModuleDeclaration, string> Spaces { get; } = generator.OwnSpaces;

    /// <summary>Whether others may be compiled against it.</summary>
    public bool HasCode => Unit.Texts.Any(text => text.IsCode);

    public bool IsLoaded => assembly is not null;

    public bool Owns(MethodBase? method) => assembly is not null && method?.Module.Assembly == assembly;

    /// <summary>The assembly, loaded by now.</summary>
    public Assembly Load()
    {
        lock (gate)
        {
            if (assembly is not null)
                return assembly;

            if (Unit.Sources.Any(source => source.Origin == SourceOrigin.Program))
                RunningCode.Listen();
            context = new(Unit.References.Select(reference => reference.Path).ToList(), beneath);
            using var dll = new MemoryStream(Image.Dll);
            using var pdb = new MemoryStream(Image.Pdb);
            return assembly = context.LoadFromStream(dll, pdb);
        }
    }

    /// <summary>An assembly that the unit refers to by its path, the one copy of it that the unit sees; null for any other.</summary>
    public Assembly? FindReferenced(string name)
    {
        lock (gate)
        {
            if (!Unit.References.Any(reference => Path.GetFileNameWithoutExtension(reference.Path) == name))
                return null;

            Load();
            return context?.LoadFromAssemblyName(new(name));
        }
    }

    /// <summary>The type of an anchor's parameter.</summary>
    public Type TypeOf(string key)
    {
        lock (gate)
        {
            if (!types.TryGetValue(key, out var type))
                types.Add(key, type = MethodOf(key).GetParameters()[0].ParameterType);
            return type;
        }
    }

    /// <summary>The same with what is written beside the type.</summary>
    public AnnotatedType AnnotationOf(string key)
    {
        lock (gate)
        {
            if (!annotations.TryGetValue(key, out var type))
                annotations.Add(key, type = AnnotatedType.Of(MethodOf(key).GetParameters()[0]));
            return type;
        }
    }

    public T DelegateOf<T>(string key)
        where T : Delegate
    {
        lock (gate)
        {
            if (delegates.TryGetValue(key, out var known))
                return (T)known;

            var made = MethodOf(key).CreateDelegate<T>();
            delegates.Add(key, made);
            return made;
        }
    }

    /// <summary>Lets go of all that is loaded; what still runs keeps it until it ends.</summary>
    public void Release()
    {
        lock (gate)
        {
            delegates.Clear();
            types.Clear();
            annotations.Clear();
            context?.Unload();
            (context, assembly) = (null, null);
        }
    }

    public void Dispose() => Release();

    private MethodInfo MethodOf(string key)
    {
        var entry = Unit.Entries[key];
        return Load().GetType(entry.ClassName)?.GetMethod(entry.MethodName, BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"'{entry.ClassName}.{entry.MethodName}' is not in the compiled unit");
    }

    // The references of a program and what lies beside them; everything else is the program's own.
    private sealed class Context(IReadOnlyList<string> references, IReadOnlyList<LoadedUnit> beneath) : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // Without this, bodies would speak to a second copy where the program itself is not in the default context.
            if (assemblyName.Name == typeof(LoadedUnit).Assembly.GetName().Name)
                return typeof(LoadedUnit).Assembly;

            if (beneath.FirstOrDefault(each => UnitCompilation.NameOf(each.Key) == assemblyName.Name) is { } lower)
                return lower.Load();

            // Values of its types go from one to the other.
            if (beneath.Select(each => each.FindReferenced(assemblyName.Name ?? "")).FirstOrDefault(each => each is not null) is { } shared)
                return shared;

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

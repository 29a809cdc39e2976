using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>The C# types behind declared ones: known as they stand, or else only by what was written.</summary>
internal sealed class Representations
{
    private readonly EquatableList<ModuleDeclaration> modules;
    private readonly Dictionary<DagType, (Type? Known, string CSharp)> found = [];

    public Representations(Env env) => modules = env.Modules;

    /// <summary>The modules whose code a module sees: itself first, then what it imports, directly or through others.</summary>
    public static IEnumerable<ModuleDeclaration> Visible(ModuleDeclaration module)
    {
        var seen = new HashSet<ModuleDeclaration>();
        var waiting = new Queue<ModuleDeclaration>([module]);
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;

            yield return next;
            foreach (var import in next.Imports)
                waiting.Enqueue(import);
        }
    }

    public Type? FindKnown(DagType type) => Get(type.Root).Known;

    /// <summary>A type's C# in one line, to be used in generated text.</summary>
    public string CSharpOf(DagType type) => Get(type.Root).CSharp;

    /// <summary>A type's C# as the user knows it.</summary>
    public static string Show(DagType type) => type.Root.Form switch
    {
        TypeForm.Of(var code) => OneLine(code.Text),
        TypeForm.ListOf(var element) => $"IReadOnlyList<{Show(element)}>",
        _ => "?",
    };

    private (Type? Known, string CSharp) Get(DagType root)
    {
        if (!found.TryGetValue(root, out var representation))
            found.Add(root, representation = Find(root));
        return representation;
    }

    private (Type? Known, string CSharp) Find(DagType root)
    {
        switch (root.Form)
        {
            case TypeForm.Of(var code):
                var names = NamesSeenFrom(code.Source);
                var known = WellKnownTypes.Find(code.Text, name => names.Any(text => text.Contains(name, StringComparison.Ordinal)));
                return (known, known is null ? OneLine(code.Text) : WellKnownTypes.CSharpOf(known));
            case TypeForm.ListOf(var element):
                var of = Get(element.Root);
                return (of.Known is null ? null : typeof(IReadOnlyList<>).MakeGenericType(of.Known), $"global::System.Collections.Generic.IReadOnlyList<{of.CSharp}>");
            default:
                return (null, "object");
        }
    }

    // What a test puts in place of a part is another module of the same text; what it sees is what the first sees.
    private List<string> NamesSeenFrom(SourceText source)
        => modules.FirstOrDefault(module => module.Source == source) is { } module
            ? Visible(module).SelectMany(seen => seen.Code).Concat(module.Usings).Select(code => code.Text).ToList()
            : [];

    private static string OneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Text;
using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Writes the C# of a program's modules. Each has a holder class for its <c>code</c>, which every module that imports it sees, and in it a
/// class of entries, so that its own bodies see all of its code. What a file opens itself goes before what is open everywhere.
/// </summary>
/// <param name="below">The holders of modules that were compiled before, which are seen but not written again.</param>
internal sealed class UnitGenerator(Env env, Representations representations, IReadOnlyDictionary<ModuleDeclaration, string>? below = null)
{
    private const string Holder = "Code";
    private const string Entries = "_entries_";

    private readonly Dictionary<ModuleDeclaration, string> spaces = [];
    private readonly List<GeneratedText> texts = [];
    private readonly List<SourceText> sources = [];

    /// <summary>What is open to all C#, in files and at the prompt.</summary>
    public static IReadOnlyList<string> OpenNamespaces { get; } =
    [
        "System", "System.Collections.Generic", "System.Globalization", "System.IO", "System.Linq", "System.Net.Http", "System.Text",
        "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks", "Dag.Interpreter.Runtime.Surface",
    ];

    /// <summary>The key of a predicate, a message, a representation and a body by where it stands.</summary>
    public Dictionary<SourceLocation, string> PlaceKeys { get; } = [];

    /// <summary>The namespace of the holder of each module that is written here.</summary>
    public IReadOnlyDictionary<ModuleDeclaration, string> OwnSpaces => spaces;


    /// <summary>The holder of a module's code, by the module's namespace.</summary>
    public static string HolderIn(string space) => $"global::{space}.{Holder}";

    public GeneratedUnit Generate(UnitContent content, IReadOnlyList<ResolvedReference> references)
    {
        foreach (var module in content.Modules)
            spaces.Add(module, SpaceOf(module));

        var typesOf = content.Types.Where(type => type.At is not null).ToLookup(type => type.At?.Source);
        var tasksOf = content.Tasks.ToLookup(task => task.Module);
        var expectationsOf = content.Expectations.ToLookup(expected => expected.Holds.Code.Source);
        var entries = new Dictionary<string, GeneratedEntry>();
        foreach (var module in content.Modules)
        {
            sources.Add(module.Source);
            var text = new StringBuilder();
            var writer = new EntryWriter(representations, text, sources.Count - 1, $"{spaces[module]}.{Holder}+{Entries}", entries, this);
            var before = entries.Count;
            foreach (var type in typesOf[module.Source])
                writer.Write(type);
            foreach (var task in tasksOf[module])
                writer.Write(task);
            foreach (var expected in expectationsOf[module.Source])
                writer.Write(expected);
            var others = content.Modules.Any(other => !other.Usings.IsEmpty && !other.Equals(module));
            Wrap(module, text, entries.Count > before, others ? BorrowedBy(typesOf[module.Source], tasksOf[module]) : []);
        }

        var stored = content.Stored.Select(AnchorOf).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new(texts, sources, references, entries) { Stored = stored, HasTask = name => env.FindTask(new(name)) is not null };
    }

    private string? AnchorOf(DagType type) => type.Root.Form switch
    {
        TypeForm.Of(var code) => PlaceKeys.GetValueOrDefault(code.At),
        TypeForm.ListOf(var element) => AnchorOf(element),
        _ => null,
    };

    /// <summary>Whether a module's code is written here, and not compiled before.</summary>
    public bool IsWritten(ModuleDeclaration module) => !IsBelow(module);

    private bool IsBelow(ModuleDeclaration module) => below?.ContainsKey(module) == true;

    // What is compiled before it is not compiled again, but seen from its own place.
    private string? HolderOf(ModuleDeclaration module) => below?.GetValueOrDefault(module) ?? spaces.GetValueOrDefault(module);

    // A person reads it in stack traces and compiler messages.
    private string SpaceOf(ModuleDeclaration module)
    {
        var name = new StringBuilder();
        foreach (var c in Path.GetFileNameWithoutExtension(module.Source.Path))
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            name.Insert(0, '_');
        name.Append("_dag");
        var isTaken = spaces.ContainsValue(name.ToString()) || below?.Values.Contains(name.ToString()) == true;
        return isTaken ? name.Append(spaces.Count + (below?.Count ?? 0)).ToString() : name.ToString();
    }

    // A representation is written where it is used, so the usings it was written under go with it.
    private HashSet<SourceText> BorrowedBy(IEnumerable<DagType> types, IEnumerable<TaskDeclaration> tasks)
    {
        var borrowed = new HashSet<SourceText>();
        foreach (var type in types.Concat(tasks.SelectMany(TypesOf)).Distinct())
            Borrow(type.Root);
        return borrowed;

        void Borrow(DagType root)
        {
            if (root.Form is TypeForm.ListOf(var element))
                Borrow(element.Root);
            else if (root.At is { } at && representations.FindKnown(root) is null)
                borrowed.Add(at.Source);
        }
    }

    private IEnumerable<DagType> TypesOf(TaskDeclaration task)
        => task.Options.Select(option => option.Type)
            .Concat(task.Deps.Select(dep => dep.Product).Append(task.Product).OfType<DagType>());

    private void Wrap(ModuleDeclaration module, StringBuilder entries, bool hasEntries, HashSet<SourceText> borrowed)
    {
        var head = HeadOf(module, borrowed);
        if (!module.Code.IsEmpty && !IsBelow(module))
        {
            var code = new StringBuilder(head).Append($"public static partial class {Holder} {{\n");
            foreach (var members in module.Code)
                LineDirective.Embed(code, members, sources.Count - 1);
            texts.Add(new(code.Append("}\n}\n").ToString(), IsCode: true, IsUsers: !module.IsStandard));
        }

        var isUsers = !module.IsStandard && !IsBelow(module) && module.Usings.Any(use => use.Source == module.Source);
        if (hasEntries || isUsers)
            texts.Add(new($"{head}public static partial class {Holder} {{\nprivate static class {Entries} {{\n{entries}}}\n}}\n}}\n", IsCode: false, isUsers));
    }

    private string HeadOf(ModuleDeclaration module, HashSet<SourceText> borrowed)
    {
        var head = new StringBuilder("#line hidden\n");
        foreach (var opened in OpenNamespaces)
            head.Append("using ").Append(opened).Append(";\n");
        foreach (var use in BorrowedUsings(module, borrowed))
            head.Append("using ").Append(use).Append(";\n");
        head.Append("namespace ").Append(spaces[module]).Append(" {\n");
        foreach (var use in module.Usings)
        {
            head.Append("using\n");
            LineDirective.Embed(head, use, sources.Count - 1);
            head.Append(";\n");
        }

        foreach (var seen in Representations.Visible(module).Skip(IsBelow(module) ? 0 : 1))
        {
            if (!seen.Code.IsEmpty && HolderOf(seen) is { } holder)
                head.Append("using static global::").Append(holder).Append('.').Append(Holder).Append(";\n");
        }

        return head.ToString();
    }

    private IEnumerable<string> BorrowedUsings(ModuleDeclaration module, HashSet<SourceText> borrowed)
        => spaces.Keys.Concat(below?.Keys ?? []).Distinct().Where(other => !other.Equals(module) && borrowed.Contains(other.Source))
            .SelectMany(other => other.Usings).Select(use => use.Text).Distinct().Except(module.Usings.Select(use => use.Text)).Except(OpenNamespaces);
}

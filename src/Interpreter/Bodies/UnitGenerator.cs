using System.Text;
using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Bodies;

/// <summary>
/// Writes the C# of a program's modules. Each has a holder class for its <c>code</c>, which every module that imports it sees, and in it a
/// class of entries, so that its own bodies see all of its code. What a file opens itself goes before what is open everywhere.
/// </summary>
internal sealed class UnitGenerator(Env env, Representations representations)
{
    private const string Holder = "Code";
    private const string Entries = "_entries_";

    private static readonly string[] OpenNamespaces =
    [
        "System", "System.Collections.Generic", "System.Globalization", "System.IO", "System.Linq", "System.Net.Http", "System.Text",
        "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks", "Dag.Interpreter.Surface",
    ];

    private readonly Dictionary<ModuleDeclaration, string> spaces = [];
    private readonly List<GeneratedText> texts = [];
    private readonly List<SourceText> sources = [];

    /// <summary>The key of a task's body among the entries.</summary>
    public Dictionary<TaskName, string> BodyKeys { get; } = [];

    /// <summary>The key of a predicate, a message and a representation by where it stands.</summary>
    public Dictionary<SourceLocation, string> PlaceKeys { get; } = [];

    public GeneratedUnit Generate(
        IReadOnlyList<ModuleDeclaration> modules, IReadOnlyList<DagType> types, IReadOnlyList<TaskDeclaration> tasks, IReadOnlyList<FoundReference> references)
    {
        foreach (var module in modules)
            spaces.Add(module, SpaceOf(module));

        var typesOf = types.Where(type => type.At is not null).ToLookup(type => type.At?.Source);
        var tasksOf = tasks.ToLookup(task => task.Module);
        var entries = new Dictionary<string, GeneratedEntry>();
        foreach (var module in modules)
        {
            sources.Add(module.Source);
            var text = new StringBuilder();
            var writer = new EntryWriter(env, representations, text, sources.Count - 1, $"{spaces[module]}.{Holder}+{Entries}", entries, this);
            var before = entries.Count;
            foreach (var type in typesOf[module.Source])
                writer.Write(type);
            foreach (var task in tasksOf[module])
                writer.Write(task);
            var others = modules.Any(other => !other.Usings.IsEmpty && !other.Equals(module));
            Wrap(module, text, entries.Count > before, others ? BorrowedBy(typesOf[module.Source], tasksOf[module]) : []);
        }

        return new(texts, sources, references, entries) { HasTask = name => env.FindTask(new(name)) is not null };
    }

    // A person reads it in stack traces and compiler messages.
    private string SpaceOf(ModuleDeclaration module)
    {
        var name = new StringBuilder();
        foreach (var c in Path.GetFileNameWithoutExtension(module.Source.Path))
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            name.Insert(0, '_');
        name.Append("_dag");
        return spaces.ContainsValue(name.ToString()) ? name.Append(spaces.Count).ToString() : name.ToString();
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
            .Concat(task.Deps.Select(dep => env.FindTask(dep.Task)?.Product).Append(task.Product).OfType<DagType>());

    private void Wrap(ModuleDeclaration module, StringBuilder entries, bool hasEntries, HashSet<SourceText> borrowed)
    {
        var head = HeadOf(module, borrowed);
        if (!module.Code.IsEmpty)
        {
            var code = new StringBuilder(head).Append($"public static partial class {Holder} {{\n");
            foreach (var members in module.Code)
                LineDirective.Embed(code, members, sources.Count - 1);
            texts.Add(new(code.Append("}\n}\n").ToString(), IsCode: true, IsUsers: !module.IsStandard));
        }

        var isUsers = !module.Usings.IsEmpty && !module.IsStandard;
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

        foreach (var seen in Representations.Visible(module).Skip(1).Where(seen => !seen.Code.IsEmpty && spaces.ContainsKey(seen)))
            head.Append("using static global::").Append(spaces[seen]).Append('.').Append(Holder).Append(";\n");
        return head.ToString();
    }

    private IEnumerable<string> BorrowedUsings(ModuleDeclaration module, HashSet<SourceText> borrowed)
        => spaces.Keys.Where(other => !other.Equals(module) && borrowed.Contains(other.Source))
            .SelectMany(other => other.Usings).Select(use => use.Text).Distinct().Except(module.Usings.Select(use => use.Text)).Except(OpenNamespaces);
}

using System.Text;
using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Bodies;

/// <summary>
/// Writes the C# of a program's modules: a holder class for each module's <c>code</c>, seen by its own bodies and by every module that
/// imports it, and a class of entries, one static method for each body, predicate, message and representation.
/// </summary>
internal sealed class UnitGenerator(Env env)
{
    private static readonly string[] OpenNamespaces =
    [
        "System", "System.Collections.Generic", "System.Globalization", "System.IO", "System.Linq", "System.Net.Http", "System.Text",
        "System.Threading", "System.Threading.Tasks", "Dag.Interpreter.Surface",
    ];

    private readonly List<string> texts = [];
    private readonly List<GeneratedSource> sources = [];
    private readonly List<string> references = [];
    private readonly Dictionary<string, GeneratedEntry> entries = [];
    private readonly Dictionary<string, string> bodies = [];
    private readonly Dictionary<ModuleDeclaration, int> numbers = [];
    private StringBuilder text = new();

    /// <summary>The key of a task's body, of a predicate, of a message and of a type's representation among the entries.</summary>
    public Dictionary<TaskName, string> BodyKeys { get; } = [];

    public Dictionary<SourceLocation, string> PlaceKeys { get; } = [];

    public GeneratedUnit Generate(IReadOnlyList<ModuleDeclaration> modules, IReadOnlyList<DagType> types, IReadOnlyList<TaskDeclaration> tasks, IReadOnlyList<string> paths)
    {
        references.AddRange(paths);
        foreach (var module in modules)
        {
            numbers.Add(module, sources.Count);
            sources.Add(new(module.Source, !module.Code.IsEmpty && !module.IsStandard));
        }

        var typesOf = types.Where(type => type.At is not null).ToLookup(type => type.At?.Source);
        var tasksOf = tasks.ToLookup(task => task.Module);
        foreach (var module in modules)
        {
            var borrowed = tasksOf[module].SelectMany(TypesOf).Concat(typesOf[module.Source]).Select(type => type.Root.At?.Source).ToHashSet();
            WriteModule(module, typesOf[module.Source], tasksOf[module], modules.Where(other => borrowed.Contains(other.Source)));
        }

        return new(texts, sources, references, entries);
    }

    /// <summary>The class that holds a module's code: what a person reads in stack traces and compiler messages.</summary>
    private string Holder(ModuleDeclaration module)
    {
        var name = new StringBuilder();
        foreach (var c in Path.GetFileNameWithoutExtension(module.Source.Path))
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            name.Insert(0, '_');
        return $"{name}_dag{numbers[module]}";
    }

    private static IEnumerable<DagType> TypesOf(TaskDeclaration task)
        => task.Options.Select(option => option.Type).Concat(task.Product is null ? [] : [task.Product]);

    private void WriteModule(ModuleDeclaration module, IEnumerable<DagType> types, IEnumerable<TaskDeclaration> tasks, IEnumerable<ModuleDeclaration> borrowed)
    {
        text = new StringBuilder("#line hidden\n");
        foreach (var opened in OpenNamespaces)
            text.Append("using ").Append(opened).Append(";\n");
        foreach (var use in module.Usings)
            WriteUsing(module, use);
        foreach (var use in borrowed.Where(other => !other.Equals(module)).SelectMany(other => other.Usings).Select(use => use.Text).Except(module.Usings.Select(use => use.Text)))
            text.Append("using ").Append(use).Append(";\n");
        foreach (var seen in Visible(module).Where(seen => !seen.Code.IsEmpty && numbers.ContainsKey(seen)))
            text.Append("using static ").Append(GeneratedUnit.Namespace).Append('.').Append(Holder(seen)).Append(";\n");
        text.Append("namespace ").Append(GeneratedUnit.Namespace).Append(" {\n");
        WriteCode(module);
        text.Append("internal static class Entries").Append(numbers[module]).Append(" {\n");
        foreach (var type in types)
            WriteType(module, type);
        foreach (var task in tasks)
            WriteTask(module, task);
        texts.Add(text.Append("}\n}\n").ToString());
    }

    private static IEnumerable<ModuleDeclaration> Visible(ModuleDeclaration module)
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

    private void WriteUsing(ModuleDeclaration module, CSharpFragment use)
    {
        text.Append("using\n");
        Embed(module, use);
        text.Append(";\n");
    }

    private void WriteCode(ModuleDeclaration module)
    {
        if (module.Code.IsEmpty)
            return;

        text.Append("public static partial class ").Append(Holder(module)).Append(" {\n");
        foreach (var members in module.Code)
            Embed(module, members);
        text.Append("}\n");
    }

    private void Embed(ModuleDeclaration module, CSharpFragment code)
        => text.Append(LineDirective.For(code.Source, code.Span, numbers[module])).Append("\n ").Append(code.Source.Slice(code.Span)).Append("\n#line hidden\n");

    private void WriteType(ModuleDeclaration module, DagType type)
    {
        if (type.Root.IsError)
            return;

        if (type.Form is TypeForm.Of(var representation))
        {
            var key = Key("R", representation.At);
            entries.Add(key, new GeneratedEntry.Anchor(Class(module), key, representation.At, type));
            text.Append("internal static void ").Append(key).Append("(\n");
            Embed(module, representation);
            text.Append("value) { }\n");
        }

        foreach (var predicate in type.Predicates)
        {
            if (predicate is TypePredicate.Where where)
                WritePredicate(module, type, where);
            if ((predicate switch { TypePredicate.Where w => w.Message, TypePredicate.In i => i.Message, _ => null }) is { } message)
                WriteMessage(module, type, message);
        }
    }

    private void WritePredicate(ModuleDeclaration module, DagType type, TypePredicate.Where where)
    {
        var key = Key("P", where.Code.At);
        entries.Add(key, new GeneratedEntry.Predicate(Class(module), key, where.Code.At, type.Name.Text));
        text.Append("static bool ").Append(key).Append("_(").Append(Representation(type)).Append(" value) { return\n");
        Embed(module, where.Code);
        text.Append($"; }}\ninternal static bool {key}(ClrValue value) => {key}_(value.As<{Representation(type)}>());\n");
    }

    private void WriteMessage(ModuleDeclaration module, DagType type, MessageTemplate message)
    {
        var key = Key("M", message.At);
        entries.Add(key, new GeneratedEntry.Message(Class(module), key, message.At));
        text.Append("static string ").Append(key).Append("_(").Append(Representation(type)).Append(" value) { return FormattableString.Invariant(\n");
        text.Append(LineDirective.For(message.At.Source, message.At.Span, numbers[module])).Append("\n ");
        text.Append(InterpolatedText.Of(message.Content)).Append("\n#line hidden\n");
        text.Append($"); }}\ninternal static string {key}(ClrValue value) => {key}_(value.As<{Representation(type)}>());\n");
    }

    private void WriteTask(ModuleDeclaration module, TaskDeclaration task)
    {
        if (task.HasMistakes || task.Product is { Root.IsError: true } || task.Options.Any(option => option.Type.Root.IsError))
            return;

        var (code, isExpression) = task.Body switch
        {
            BodyDeclaration.Expression expression => (expression.Code, true),
            BodyDeclaration.Block block => (block.Code, false),
            _ => (default, false),
        };
        if (code.Source is null)
            return;

        var parameters = Parameters(task);
        var list = string.Join(", ", parameters.Select(parameter => $"{parameter.Type} @{parameter.Name}"));
        var product = task.Product is null ? "" : Representation(task.Product);
        var same = $"{numbers[module]}\n{product}\n{list}\n{isExpression}\n{code.Text}";
        if (bodies.TryGetValue(same, out var known))
        {
            BodyKeys[task.Name] = known;
            return;
        }

        var key = $"B{entries.Count}_{task.Name.Last}";
        bodies.Add(same, key);
        BodyKeys[task.Name] = key;
        entries.Add(key, new GeneratedEntry.Body(
            Class(module), key, code.At, task.Name.Text, task.Product?.Name.Text, product.Length == 0 ? null : product, parameters.Select(parameter => parameter.Name).ToList()));
        WriteBody(module, code, isExpression, key, list, product);
        WriteAdapter(key, parameters, product.Length > 0);
    }

    private void WriteBody(ModuleDeclaration module, CSharpFragment code, bool isExpression, string key, string list, string product)
    {
        var returns = product.Length == 0 ? "ValueTask" : $"ValueTask<{product}>";
        text.Append($"static async {returns} {key}_(TaskContext task{(list.Length == 0 ? "" : ", " + list)}) {{");
        text.Append(isExpression && product.Length > 0 && !IsThrow(code) ? " return\n" : "\n");
        Embed(module, code);
        text.Append(isExpression ? "; }\n" : "}\n");
    }

    // C# has no 'return throw …'.
    private static bool IsThrow(CSharpFragment code) => code.Text.StartsWith("throw ", StringComparison.Ordinal);

    private void WriteAdapter(string key, IReadOnlyList<(string Name, string Type)> parameters, bool hasProduct)
    {
        var arguments = string.Concat(parameters.Select((parameter, i) => $", arguments[{i}].As<{parameter.Type}>()"));
        text.Append($"internal static async ValueTask<ClrValue> {key}(TaskContext task, ClrValue[] arguments) ");
        text.Append(hasProduct
            ? $"=> new ClrValue(await {key}_(task{arguments}).ConfigureAwait(false));\n"
            : $"{{ await {key}_(task{arguments}).ConfigureAwait(false); return default; }}\n");
    }

    private List<(string Name, string Type)> Parameters(TaskDeclaration task)
    {
        var parameters = new List<(string, string)>();
        foreach (var dep in task.Deps)
        {
            if (env.FindTask(dep.Task)?.Product is { } product)
                parameters.Add((dep.LocalName, Representation(product)));
        }

        foreach (var option in task.Options)
            parameters.Add((option.Name, Representation(option.Type)));
        return parameters;
    }

    /// <summary>A type's C#, in one line.</summary>
    public static string Representation(DagType type) => type.Root.Form switch
    {
        TypeForm.Of(var code) => string.Join(' ', code.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        TypeForm.ListOf(var element) => $"IReadOnlyList<{Representation(element)}>",
        _ => "object",
    };

    private string Class(ModuleDeclaration module) => $"{GeneratedUnit.Namespace}.Entries{numbers[module]}";

    private string Key(string kind, SourceLocation at)
    {
        var key = $"{kind}{entries.Count}";
        PlaceKeys[at] = key;
        return key;
    }
}

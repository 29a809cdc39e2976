using System.Text;
using Dag.Language.Declarations;
using Dag.Language.Scanning;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Writes a static method for each representation, predicate, message and body of one module, and beside it one that takes values of any
/// type. Bodies with one text, one product and one list of parameters are one method.
/// </summary>
internal sealed class EntryWriter(
    Representations representations, StringBuilder text, int source, string className, Dictionary<string, GeneratedEntry> entries, UnitGenerator keys)
{
    private const string Value = "global::Dag.Interpreter.Runtime.Surface.ClrValue";
    private const string Context = "global::Dag.Interpreter.Runtime.Surface.TaskContext";
    private const string Source = "global::Dag.Interpreter.Runtime.Surface.ElementSource";
    private const string Promise = "global::System.Threading.Tasks.ValueTask";

    // Its frame is the one in a stack trace that says whose C# it is.
    private const string KeepFrame = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] ";

    private readonly Dictionary<string, GeneratedEntry.Body> bodies = [];

    public void Write(DagType type)
    {
        if (type.Root.IsError)
            return;

        if (type.Form is TypeForm.Of(var code) && representations.FindKnown(type) is null)
            WriteAnchor(type, code);
        foreach (var predicate in type.Predicates)
        {
            if (predicate is TypePredicate.Where where)
                WritePredicate(type, where);
            if ((predicate switch { TypePredicate.Where w => w.Message, TypePredicate.In i => i.Message, _ => null }) is { } message)
                WriteMessage(type, message);
        }
    }

    /// <summary>What a test expects of a product of that type.</summary>
    public void Write(ProductExpectation expected) => WritePredicate(expected.Type, expected.Holds);

    public void Write(TaskDeclaration task)
    {
        if (task.HasMistakes || task.Product is { Single.Root.IsError: true } || task.Options.Any(option => option.Type.Root.IsError))
            return;

        if (task.Body is BodyDeclaration.Expression expression)
            WriteBody(task, expression.Code, isExpression: true);
        else if (task.Body is BodyDeclaration.Block block)
            WriteBody(task, block.Code, isExpression: false);
    }

    private void WriteAnchor(DagType type, CSharpFragment code)
    {
        var key = Key("R", type.Name.Text, code.At);
        entries.Add(key, new GeneratedEntry.Anchor(className, key, code.At, type));
        text.Append("internal static void ").Append(key).Append("(\n");
        LineDirective.Embed(text, code, source);
        text.Append("value) { }\n");
    }

    private void WritePredicate(DagType type, TypePredicate.Where where)
    {
        var (key, given) = (Key("P", type.Name.Text, where.Code.At), representations.CSharpOf(type));
        entries.Add(key, new GeneratedEntry.Predicate(className, key, where.Code.At, type));
        text.Append(KeepFrame).Append($"static bool {key}_({given} value) =>\n");
        LineDirective.Embed(text, where.Code, source);
        text.Append($";\ninternal static bool {key}({Value} value) => {key}_(value.As<{given}>());\n");
    }

    private void WriteMessage(DagType type, MessageTemplate message)
    {
        var (key, given) = (Key("M", type.Name.Text, message.At), representations.CSharpOf(type));
        entries.Add(key, new GeneratedEntry.Message(className, key, message.At, type));
        text.Append(KeepFrame).Append($"static string {key}_({given} value) =>\n");
        text.Append(LineDirective.For(message.At.Source, message.At.Span, source)).Append("\n global::System.FormattableString.Invariant(");
        text.Append(InterpolatedText.Of(message.Content)).Append(")\n#line hidden\n");
        text.Append($";\ninternal static string {key}({Value} value) => {key}_(value.As<{given}>());\n");
    }

    private void WriteBody(TaskDeclaration task, CSharpFragment code, bool isExpression)
    {
        var parameters = Parameters(task);
        if (parameters.Exists(parameter => parameter.Type is null))
            return;

        var list = string.Concat(parameters.Select(parameter => $", {parameter.Type} @{parameter.Name}"));
        var product = task.Product is null ? "" : representations.CSharpOf(task.Product.Single);
        var same = $"{product}\n{list}\n{isExpression}\n{task.Yields}\n{code.Text}";
        if (bodies.TryGetValue(same, out var known))
        {
            known.Sharers.Add(task);
            keys.PlaceKeys[code.At] = known.MethodName;
            return;
        }

        var key = Key("B", task.Name.Last, code.At);
        var body = new GeneratedEntry.Body(
            className, key, code.At, task, task.Product is null ? null : Representations.Show(task.Product.Single), parameters.ConvertAll(parameter => parameter.Name));
        bodies.Add(same, body);
        entries.Add(key, body);
        var call = $"{key}_(task{string.Concat(parameters.Select((parameter, i) => $", arguments[{i}].{parameter.Taken}"))})";
        if (task.Yields)
        {
            WriteStream(key, list, code, isExpression, product, call);
            return;
        }

        var isAsync = MayWait(code);
        text.Append(KeepFrame).Append($"static {ReturnType(product, isAsync)} {key}_({Context} task{list}) {(isExpression ? "=>" : "{")}\n");
        LineDirective.Embed(text, code, source);
        text.Append($"{(isExpression ? ";" : "}")}\ninternal static {Promise}<{Value}> {key}({Context} task, {Value}[] arguments) {Given(call, product, isAsync)}\n");
    }

    // A block that yields is an iterator; one that returns its elements, and an expression, may give them in any form that can be enumerated.
    private void WriteStream(string key, string list, CSharpFragment code, bool isExpression, string element, string call)
    {
        var written = code.Source.Slice(code.Span);
        var (waits, yields) = (written.Contains("await", StringComparison.Ordinal), !isExpression && IsIterator(written.ToString()));
        var (returned, open, close) = (yields, isExpression, waits) switch
        {
            (true, _, true) => ($"async global::System.Collections.Generic.IAsyncEnumerable<{element}>", "{", "}"),
            (true, _, false) => ($"global::System.Collections.Generic.IEnumerable<{element}>", "{", "}"),
            (_, true, true) => ($"async {Promise}<{Source}>", $"=> {Source}.Of<{element}>(", ");"),
            (_, true, false) => (Source, $"=> {Source}.Of<{element}>(", ");"),
            _ => (Source, $"=> {Source}.By<{element}>({(waits ? "async " : "")}() => {{", "});"),
        };
        var given = yields ? $"=> new(new {Value}({Source}.Of<{element}>({call})));" : isExpression && waits ? $"=> {Value}.FromAsync({call});" : $"=> new(new {Value}({call}));";
        text.Append(KeepFrame).Append($"static {returned} {key}_({Context} task{list}) {open}\n");
        LineDirective.Embed(text, code, source);
        text.Append($"{close}\ninternal static {Promise}<{Value}> {key}({Context} task, {Value}[] arguments) {given}\n");
    }

    // A local function may yield as well; then the block around it returns what that gives.
    private static bool IsIterator(string block)
    {
        var (hasYield, before) = (false, "");
        foreach (var token in CSharpTokens.Of(block))
        {
            var word = token.In(block);
            if (word is "return" && before != "yield")
                return false;
            hasYield |= before == "yield" && word is "return" or "break";
            before = token.Kind == CSharpTokenKind.Word ? word.ToString() : "";
        }

        return hasYield;
    }

    // A state machine is only asked of the compiler where there may be something to wait for; most of what it would do at a first start is that.
    private static bool MayWait(CSharpFragment code)
    {
        var text = code.Source.Slice(code.Span);
        return text.Contains("await", StringComparison.Ordinal) || text.Contains("yield", StringComparison.Ordinal);
    }

    private static string ReturnType(string product, bool isAsync) => (isAsync, product) switch
    {
        (true, "") => $"async {Promise}",
        (true, _) => $"async {Promise}<{product}>",
        (false, "") => "void",
        _ => product,
    };

    private static string Given(string call, string product, bool isAsync) => (isAsync, product) switch
    {
        (true, _) => $"=> {Value}.FromAsync({call});",
        (false, "") => $"{{ {call}; return default; }}",
        _ => $"=> new(new {Value}({call}));",
    };

    private List<(string Name, string? Type, string Taken)> Parameters(TaskDeclaration task)
    {
        var parameters = new List<(string, string?, string)>();
        foreach (var dep in task.Deps)
        {
            if (dep.Product is not { } product)
                continue;

            var type = product.Single.Root.IsError ? null : representations.CSharpOf(product.Single);
            if (product.IsStream)
                parameters.Add((dep.LocalName, type is null ? null : $"global::System.Collections.Generic.IAsyncEnumerable<{type}>", $"AsStream<{type}>()"));
            else
                parameters.Add((dep.LocalName, type, $"As<{type}>()"));
        }

        foreach (var option in task.Options)
        {
            var type = representations.CSharpOf(option.Type);
            parameters.Add((option.Name, type, $"As<{type}>()"));
        }

        return parameters;
    }

    private string Key(string kind, string name, SourceLocation at)
        => keys.PlaceKeys[at] = $"{kind}{entries.Count}_{Word(name)}";

    private static string Word(string name) => name.Replace('.', '_');
}

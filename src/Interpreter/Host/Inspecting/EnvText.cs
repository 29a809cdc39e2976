using System.Text;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Types;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>All that is in an env, in one canonical text without places and comments.</summary>
public static class EnvText
{
    /// <summary>With paths as they are written, and without secrets.</summary>
    public static string Of(Env env) => Of(env, (value, type) => type is not null && Secrecy.Hides(type) ? $"\"{Secrecy.Mask}\"" : ValuePrinter.Print(value.Value));

    /// <summary>With paths in full: two envs are the same when these texts are, wherever they were written.</summary>
    public static string InFull(Env env) => Of(env, (value, _) => ValuePrinter.Print(value.Value.WithPaths(path => FullPath(path, value.At.Source.Path))));

    private static string FullPath(string path, string source)
        => path.Contains('\0') ? path : Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(source)) ?? Path.DirectorySeparatorChar.ToString());

    private static string Of(Env env, Func<LocatedValue, DagType?, string> print)
    {
        var text = new StringBuilder();
        foreach (var type in env.Types.Values.Where(type => !IsStandard(env, type)).OrderBy(type => type.Name))
            text.Append(Of(type)).Append('\n');
        foreach (var task in env.Tasks.Values.OrderBy(task => task.Name))
            text.Append(Of(task, print));
        foreach (var (option, value) in env.Settings.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
            text.Append("set ").Append(option).Append(" = ").Append(print(value, env.FindTask(option.Task)?.FindOption(option.Name)?.Type)).Append('\n');
        foreach (var (edge, to) in env.Substitutions.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
            text.Append("substitute ").Append(edge.To).Append(" with ").Append(to).Append(edge.Of is { } of ? $" in {of}" : "").Append('\n');
        foreach (var (task, pin) in env.Pins.OrderBy(pair => pair.Key))
            text.Append("pin ").Append(task).Append(pin is PinDeclaration.Literal(var given) ? $" = {print(given, env.FindTask(task)?.Product)}" : $" => {pin.At.Text.Trim()}").Append('\n');
        foreach (var task in env.Disabled.Keys.Order())
            text.Append("disable ").Append(task).Append('\n');
        return text.ToString();
    }

    /// <summary>A type as it is declared, on one line.</summary>
    public static string Of(DagType type) => $"type {Meaning(type)}";

    /// <summary>The same without its first word.</summary>
    public static string Meaning(DagType type)
    {
        var text = new StringBuilder(type.Name.Text).Append(type.Form switch
        {
            TypeForm.Of(var code) => $" of {OneLine(code.Text)}",
            TypeForm.Child(var parent) => $" : {parent}",
            TypeForm.ListOf(var element) => $" list of {element}",
            _ => "",
        });
        foreach (var predicate in type.Predicates)
            text.Append(Of(predicate, Secrecy.Hides(type)));
        return text.ToString();
    }

    private static string Of(TypePredicate predicate, bool isSecret) => predicate switch
    {
        TypePredicate.Where where => $" where {OneLine(where.Code.Text)}",
        TypePredicate.In when isSecret => $" in [{Secrecy.Mask}]",
        TypePredicate.In closed => $" in {ValuePrinter.Print(new DagValue.List(closed.Values))}",
        _ => "",
    };

    /// <summary>What a task makes, as its clause says it.</summary>
    public static string ProductOf(DagType type, ProductName? name) => name is null ? type.Name.Text : $"{type} {ValuePrinter.Print(new DagValue.Text(name.Text))}";

    private static string Of(TaskDeclaration task, Func<LocatedValue, DagType?, string> print)
    {
        var text = new StringBuilder(task.Original is null ? "task " : "override task ").Append(task.Name).Append(" {\n");
        foreach (var dep in task.Deps)
            text.Append(dep.IsEach ? "    needs each " : "    needs ").Append(dep.Task).Append(" as ").Append(dep.LocalName).Append(Of(dep.Format)).Append('\n');
        foreach (var option in task.Options)
        {
            text.Append("    option ").Append(option.Name).Append(": ").Append(option.Type);
            text.Append(option.Default is { } value ? $" = {print(value, option.Type)}" : "").Append(option.Source is { } source ? $" from {source.Written}" : "").Append(option.IsMeta ? " meta" : "").Append(option.IsCompatible ? " compatible" : "").Append('\n');
        }

        if (task.Product is { } product)
            text.Append("    product ").Append(ProductOf(task.Yields ? product : product.Single, task.ProductName)).Append(Of(task.ProductFormat)).Append('\n');
        foreach (var variable in task.PassedVariables)
            text.Append("    env ").Append(variable.Name).Append(variable.IsMeta ? " meta" : "").Append('\n');
        if (task.Retry is { } retry)
            text.Append("    retry ").Append(retry.Times).Append(Clause(" backoff ", retry.Backoff)).Append(Clause(" to ", retry.Longest)).Append(retry.HasJitter ? " jitter" : "").Append('\n');
        if (task.Timeout is { } timeout)
            text.Append(Clause("    timeout ", timeout)).Append('\n');
        if (task.Cache != CacheMode.Auto)
            text.Append("    cache ").Append(task.Cache.ToString().ToLowerInvariant()).Append('\n');
        if (task.Fresh is { } fresh)
            text.Append(Clause("    fresh ", fresh)).Append('\n');
        if (task.Version is { } version)
            text.Append("    version ").Append(ValuePrinter.Print(new DagValue.Text(version))).Append('\n');
        if (task.Publish is { } publish)
            text.Append("    publish ").Append(ValuePrinter.Print(new DagValue.Text(publish.Path))).Append('\n');
        return text.Append(Of(task.Body)).Append("}\n").ToString();
    }

    private static string Of(TableFormat format) => format == TableFormat.Json ? "" : $" in {format.Word()}";

    private static string Clause(string keyword, TimeSpan? length)
        => length is { } said && said > TimeSpan.Zero ? keyword + ValuePrinter.Print(new DagValue.Duration(said)) : "";

    private static string Of(BodyDeclaration? body) => body switch
    {
        BodyDeclaration.Expression(var code) => $"    run => {code.Text.Trim()}\n",
        BodyDeclaration.Block(var code) => $"    run {{{code.Text}}}\n",
        BodyDeclaration.Script(var language, var script, _) => $"    run {language} {ValuePrinter.Print(new DagValue.Text(script))}\n",
        _ => "",
    };

    private static bool IsStandard(Env env, DagType type) => env.Modules.Any(module => module.IsStandard && module.Source == type.At?.Source);

    private static string OneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

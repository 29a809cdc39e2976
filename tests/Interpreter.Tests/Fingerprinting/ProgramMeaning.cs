using System.Globalization;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>What counts of a task of a generated program, as a text a person would write down: told apart from nothing but the model.</summary>
internal static class ProgramMeaning
{
    public static string Of(AnyProgram program, AnyTask task) => string.Join('\n', (string[])
    [
        .. task.Version is { } version ? [$"version {version}"] : Work(program, task),
        $"product {CSharpOf(task.Product, program)}",
        .. task.Deps.Select(dep => (dep.Local, program.Task(dep.Task))).Select(dep => $"dep {dep.Local}: {CSharpOf(dep.Item2.Product, program)} = {dep.Item2.Made}").Order(StringComparer.Ordinal),
        .. task.Options.Where(option => !option.IsMeta && !(option.IsCompatible && ValueOf(option, program) == ValueOf(option with { Given = null }, program)))
            .Select(option => $"option {option.Name}: {CSharpOf(option.Type, program)} = {ValueOf(option, program)}").Order(StringComparer.Ordinal),
        .. task.Variables.Where(variable => !variable.IsMeta)
            .Select(variable => $"variable {variable.Name} {(program.Variables.TryGetValue(variable.Name, out var value) ? $"= {value}" : "not set")}").Order(StringComparer.Ordinal),
    ]);

    private static IEnumerable<string> Work(AnyProgram program, AnyTask task)
    {
        var reached = Reached(program, task);
        yield return task.IsScript ? $"{task.Body} {ProgramText.ScriptOf(task)}" : $"{task.Body} {string.Join(' ', ProgramText.BodyOf(program, task))}";
        if (task.Body == AnyTask.Form.Tool)
            yield return $"language {string.Join(' ', program.Tool)}";
        yield return $"usings {string.Join(' ', program.Usings.Concat(program.LibraryUsings).Distinct().Order(StringComparer.Ordinal))}";
        foreach (var member in reached.OrderBy(member => member.Name, StringComparer.Ordinal))
            yield return $"code {string.Join(' ', member.Tokens(program))}";
        foreach (var file in reached.Where(member => member.Kind == AnyMember.Sort.Field).GroupBy(member => member.IsInLibrary).Where(file => file.Count() > 1))
            yield return $"starts {string.Join(' ', file.OrderBy(member => Array.IndexOf(program.Members, member)).Select(member => member.Name))}";
        if (program.Reference is { } reference)
            yield return $"reference {reference}";
    }

    private static List<AnyMember> Reached(AnyProgram program, AnyTask task)
    {
        var reached = new List<AnyMember>();
        var types = task.Deps.Select(dep => program.Task(dep.Task).Product).Append(task.Product);
        var waiting = new Stack<string>(task.Uses.Concat(types.Where(type => type == "R").Select(_ => program.Record.Name)));
        while (waiting.TryPop(out var name))
        {
            var member = program.Member(name);
            if (reached.Contains(member))
                continue;

            reached.Add(member);
            foreach (var next in member.Uses)
                waiting.Push(next);
        }

        return reached;
    }

    private static string CSharpOf(string type, AnyProgram program) => type switch
    {
        "R" => program.Record.Name,
        "K" => "string",
        _ => AnyProgram.Types[type],
    };

    private static string ValueOf(AnyOption option, AnyProgram program) => option.Type switch
    {
        "F" => program.File,
        "D" => BitConverter.DoubleToInt64Bits(double.Parse(option.Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        "K" => $"secret {option.Value}",
        _ => option.Value,
    };
}

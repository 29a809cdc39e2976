using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.Tests.Invoking;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>The fingerprint of the last task of a program, whose deps all made the same text.</summary>
internal static class Work
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static WorkFingerprint? Of(string program, params OptionArgument[] options) => Of(program, "made", options);

    public static WorkFingerprint? Of<T>(string program, T made, params OptionArgument[] options)
    {
        using var desk = Opened(program);
        var last = desk.Env.Tasks.Values.Last();
        var result = desk.Invoke(last.Name.Text, options);
        result.Diagnostics.ShouldBeEmpty();
        var content = ContentHasher.Of(new ClrValue(made)).ShouldNotBeNull();
        return Of(desk, result.Invocations[0].Tasks.Last(), _ => content) is { } work ? work with { Parts = Kept(work) } : null;
    }

    public static string DigestOf(string program) => Of(program).ShouldNotBeNull().Fingerprint.Digits;

    /// <summary>The fingerprints of all tasks of a program, a line each, where every one made a text of its own.</summary>
    public static string GraphOf(string program)
    {
        using var desk = Opened(program);
        var tasks = desk.Invoke(string.Join(' ', desk.Env.Tasks.Keys)).Invocations[0].Tasks;
        return string.Join('\n', tasks.Select(task => $"{Of(desk, task, dep => ContentHasher.Of(new ClrValue($"made by {dep}")).ShouldNotBeNull()).ShouldNotBeNull().Fingerprint.Digits[..16]} {task.Declaration.Name}"));
    }

    private static Desk Opened(string program)
    {
        var desk = new Desk(program);
        desk.Write("some.csv", "1,2\n");
        return desk;
    }

    private static WorkFingerprint? Of(Desk desk, BoundTask task, Func<TaskName, ContentDigest> made)
    {
        var declaration = task.Declaration;
        var deps = declaration.Deps.Select(dep => (dep.LocalName, dep.Task, desk.Env.FindTask(dep.Task)?.Product))
            .SelectMany(dep => dep.Product is { } type ? [new DepContent(dep.LocalName, type, made(dep.Task))] : Array.Empty<DepContent>()).ToList();
        var variables = declaration.PassedVariables.Map(variable => (string?)$"value of {variable.Name}");
        var language = declaration.Body is BodyDeclaration.Script ? new LanguageDeclaration(new("sh"), ["sh", "-eu", "{script}"], null) : null;
        return new TaskFingerprint(desk.Env, AppContext.BaseDirectory, new(Key), (file, _) => file.Identity).Of(task, deps, variables, language);
    }

    private static Func<Dag.Language.Collections.EquatableList<FingerprintPart>> Kept(WorkFingerprint work)
    {
        var parts = work.Parts();
        return () => parts;
    }
}

using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Surface;
using Dag.Interpreter.Tests.Invoking;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>The fingerprint of the last task of a program, whose deps all made the same text.</summary>
internal static class Work
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static FingerprintedWork? Of(string program, params GivenOption[] options) => Of(program, "made", options);

    public static FingerprintedWork? Of<T>(string program, T made, params GivenOption[] options)
    {
        using var desk = new Desk(program);
        desk.Write("some.csv", "1,2\n");
        var last = desk.Env.Tasks.Values.Last();
        var result = desk.Invoke(last.Name.Text, options);
        result.Diagnostics.ShouldBeEmpty();
        var task = result.Invocations[0].Tasks.Last();
        var content = ContentWalk.Of(new ClrValue(made)).ShouldNotBeNull();
        var deps = last.Deps.Select(dep => (dep.LocalName, desk.Env.FindTask(dep.Task)?.Product))
            .SelectMany(dep => dep.Product is { } type ? [new DepContent(dep.LocalName, type, content)] : Array.Empty<DepContent>()).ToList();
        var variables = last.PassedVariables.Map(variable => (string?)$"value of {variable.Name}");
        var language = last.Body is BodyDeclaration.Script ? new LanguageDeclaration(new("sh"), ["sh", "-eu", "{script}"], null) : null;
        return new TaskFingerprint(desk.Env, AppContext.BaseDirectory, new(Key), file => file.ContentHash).Of(task, deps, variables, language) is { } work
            ? work with { Parts = Kept(work) } : null;
    }

    public static string DigestOf(string program) => Of(program).ShouldNotBeNull().Fingerprint.Digits;

    private static Func<Dag.Language.Collections.EquatableList<FingerprintPart>> Kept(FingerprintedWork work)
    {
        var parts = work.Parts();
        return () => parts;
    }
}

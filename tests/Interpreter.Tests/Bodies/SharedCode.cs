namespace Dag.Interpreter.Tests.Bodies;

/// <summary>The folder for compiled C# of all tests: what one has compiled is there for the next.</summary>
internal static class SharedCode
{
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"dag-tests-{Environment.UserName}", "code");
}

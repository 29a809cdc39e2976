using Dag.Interpreter.Invoking;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Asking;

/// <summary>One task's product in a session: its number, its content and where it is fetched from, the work it came of, the numbers of what it was made from, and how long it took.</summary>
public sealed record WorkRecord(int Id, InvokedTask Task, string? Content, Func<ClrValue?> Fetch, TaskWork Work, IReadOnlyList<int> Deps, TimeSpan Took, DateTimeOffset At);

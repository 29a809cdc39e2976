using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>One task's product in a session: its number, its content and where it is fetched from, the work it came of, the numbers of what it was made from, and how long it took.</summary>
public sealed record SessionProduct(int Id, BoundTask Task, string? Content, Func<ClrValue?> Fetch, TaskSource Work, IReadOnlyList<int> Deps, TimeSpan Took, DateTimeOffset At);

using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.Run.Working;

/// <summary>How a run takes what was made before: from which cache, by which fingerprints; and whether it makes everything anew.</summary>
internal sealed record CacheOptions(ProductCache Cache, TaskFingerprint Fingerprints, bool Force);

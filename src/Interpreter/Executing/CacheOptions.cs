using Dag.Interpreter.Caching;
using Dag.Interpreter.Fingerprinting;

namespace Dag.Interpreter.Executing;

/// <summary>How a run takes what was made before: from which cache, by which fingerprints; and whether it makes everything anew.</summary>
public sealed record CacheOptions(ProductCache Cache, TaskFingerprint Fingerprints, bool Force);

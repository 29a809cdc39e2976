using System.Text;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>
/// What bodies keep under names of their own: known again by the body with the code it reaches, the name and the type. Whatever else it depends on,
/// the name must say.
/// </summary>
/// <param name="hear">Told where each is kept.</param>
internal sealed class CachedParts(BoundTask task, CacheOptions caching, TrialRunner runner, Action<CacheDecision> hear, TimeProvider clock, CancellationToken cancellation) : ITaskCache
{
    public ClrValue Get(string name, Type type, Func<ClrValue> make)
    {
        var part = Fingerprint.Of(Encoding.UTF8.GetBytes($"part {caching.Fingerprints.OfCode(task).Digits} {TypeIdentity.Of(type)}\n{name}"));
        if (Find(part, type) is { } known)
            return known;

        using var claim = caching.Cache.Claim(part, cancellation);
        return (claim is null ? null : Find(part, type)) ?? Make(part, name, type, make);
    }

    private ClrValue? Find(Fingerprint part, Type type)
        => !caching.Force && caching.Cache.Find(part, CacheMode.Auto) is { } kept && caching.Cache.TryLoad(part, kept, type, out var value) ? value : null;

    private ClrValue Make(Fingerprint part, string name, Type type, Func<ClrValue> make)
    {
        var started = clock.GetTimestamp();
        var value = make();
        // What a secret is made of may be one as well.
        var product = task.Declaration.Product;
        var files = new ProductFiles();
        if (caching.Fingerprints.ContentOf(value, product, new() { OnFile = files.Add, OnFolder = files.Add }, cancellation) is { } content)
        {
            var work = new StoredWork(content, "", $"{task.Declaration.Name} '{name}'", clock.GetUtcNow(), clock.GetElapsedTime(started)) { Files = files };
            var isSecret = (product is not null && Secrecy.Hides(product)) || runner.ContainsSecret(null, value, files.Paths);
            hear(isSecret ? caching.Cache.KeepSecret(part, work, value, "it is secret") : caching.Cache.Keep(part, CacheMode.Auto, work, value, type));
        }

        return value;
    }
}

using System.Text;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>
/// Takes the snapshot of a run, plan by plan. There is none of a run with anything in it that the next one would do again: actions, what is kept in
/// memory or nowhere, pinned values.
/// </summary>
/// <param name="inputs">What the fingerprints of the run were taken from.</param>
/// <param name="programFolder">Where assemblies are that a program refers to and has not beside it.</param>
internal sealed class SnapshotBuilder(
    string run, CompiledCode program, ProductStore store, InputRecorder inputs, CallerVariables caller, Func<string, string> digest, string programFolder)
{
    private readonly List<SnapshotTask> tasks = [];
    private readonly List<string> names = [];
    private readonly List<SnapshotNode> nodes = [];
    private readonly List<SnapshotTarget> targets = [];
    private readonly List<string> asked = [];
    private readonly SortedDictionary<string, VariableStamp> variables = new(StringComparer.Ordinal);
    private DateTimeOffset until = DateTimeOffset.MaxValue;
    private readonly List<(string Place, string Identity)> published = [];
    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private int markers;
    private int steps;
    private bool isWhole = true;

    /// <param name="resultOf">A node's work and the digest of its product; null where there is none.</param>
    public void Add(Plan plan, Func<int, (Fingerprint? Work, ContentDigest? Content)> resultOf, TaskFingerprint fingerprints)
    {
        var (places, first) = (new int[plan.Graph.Count], nodes.Count);
        steps++;
        for (var node = 0; node < places.Length && isWhole; node++)
        {
            var task = plan.Tasks[node];
            places[node] = tasks.Count;
            nodes.Add(new(task.Declaration.Name.Text, steps, Array.ConvertAll(plan.Graph.DepsOf(node).ToArray(), dep => first + dep)));
            if (task.Declaration.IsMarker)
                markers++;
            else
                isWhole = task.Given is null && task.Options.All(TryAddSource) && TryAdd(task.Declaration, resultOf(node), fingerprints);
        }

        foreach (var target in plan.Targets)
        {
            asked.Add(plan.NameOf(target).Text);
            isWhole = isWhole && TryAdd(places[target], plan.Tasks[target].Declaration);
        }
    }

    /// <summary>A product was published: the run is the same again for as long as that lies there as it is.</summary>
    /// <param name="identity">What counts of the file, or of the folder with a '/' behind it.</param>
    public void AddPublished(string place, string identity) => published.Add((place, identity));

    /// <summary>The path that a run prints for the product of a target, which is a file or folder, in the place of where it lies in the store.</summary>
    public void Show(TaskName target, string path) => shown[target.Text] = path;

    /// <summary>Null where the run cannot be known again.</summary>
    /// <param name="given">The files of values that it was given.</param>
    public (RunSnapshot Snapshot, SnapshotTasks Tasks)? End(Env env, IReadOnlyCollection<SourceText> given, FileHashes hashes, TimeProvider clock)
    {
        if (!isWhole || inputs.HaveChanged)
            return null;

        var zone = ZoneOf(env).ToList();
        var sources = env.Modules.Select(module => module.Source).Concat(given).Select(source => Of(source).Observe(clock));
        var named = inputs.Files.Select(file => new FileStamp(file.Key, hashes.StateOf(file.Key, file.Value), file.Value));
        var copies = published.Where(each => !each.Identity.EndsWith('/')).Select(each => new FileStamp(each.Place, hashes.StateOf(each.Place, each.Identity), each.Identity)).ToList();
        var missed = MissedBy(env).ToList();
        var files = sources.Concat(named).Concat(copies).Concat(missed.Select(path => FileStamp.OfNone(path).Observe(clock))).Concat(zone.Select(file => file.Observe(clock))).OfType<FileStamp>().ToList();
        var folders = inputs.Folders.Where(look => look.Digest is not null).Select(look => new FolderStamp(look.Folder.Path, look.Digest ?? "", look.Folder.Except)).ToList();
        var trees = published.Where(each => each.Identity.EndsWith('/')).Select(each => FolderStamp.Of(DagFolder.Of(each.Place), clock)).ToList();
        folders.AddRange(trees.OfType<FolderStamp>());
        var isSeen = !trees.Contains(null) && files.Count == env.Modules.Count + given.Count + inputs.Files.Count() + copies.Count + missed.Count + zone.Count && folders.Count - trees.Count == inputs.Folders.Count();
        return isSeen
            ? (new(run, [.. asked.Distinct()], files, folders, [.. variables.Values], until, store.FindIndexState(), markers, tasks.Count, targets), new(tasks, new([.. names]), new(nodes)))
            : null;
    }

    // What a file or a command says may be a secret, so nothing of it is known that it could be known again by.
    private bool TryAddSource(BoundOption option)
    {
        if (option.Origin is not (ValueOrigin.Source or ValueOrigin.Default) || option.Declaration.Source is not { } source)
            return true;
        if (source is not OptionSource.Variable(var name, _))
            return false;

        variables[name] = SnapshotValidator.Of(name, caller, digest);
        return true;
    }

    // Values that are read, and predicates, depend on it as well as bodies. Programs that have nothing to do with local time are not asked for it.
    private IEnumerable<FileStamp> ZoneOf(Env env)
    {
        if (!env.Modules.Any(module => !module.IsStandard && Surroundings.MayTellTime(module.Source.Text)))
            return [];

        variables[Surroundings.TimeZone] = SnapshotValidator.Of(Surroundings.TimeZone, caller, digest);
        if (caller.Find(Surroundings.TimeZone) is not null)
            return [];

        return File.Exists(LocalZone.Path) ? [new(LocalZone.Path, null, DagFile.Of(LocalZone.Path).Identity)] : [FileStamp.OfNone(LocalZone.Path)];
    }

    // An assembly that is put there would be taken instead of the one that was.
    private IEnumerable<string> MissedBy(Env env)
        => env.Modules.SelectMany(module => module.References.Select(reference => References.PlacesOf(module, reference, programFolder)))
            .Where(places => places.Any(inputs.Has))
            .SelectMany(places => places.TakeWhile(place => !inputs.Has(place)))
            .Distinct();

    private static FileStamp Of(SourceText source)
        => new(Path.GetFullPath(source.Path), null, DagFile.IdentityOf(Fingerprint.Of(Encoding.UTF8.GetBytes(source.Text)).Digits, DagFile.Of(source.Path).MayBeExecuted));

    private bool TryAdd(TaskDeclaration task, (Fingerprint? Work, ContentDigest? Content) result, TaskFingerprint fingerprints)
    {
        var (work, content) = result;
        if (work is null || content is null || task.Product is not { } type || task.Cache is CacheMode.Memory or CacheMode.Never)
            return false;

        var known = SnapshotTask.Of(work, content, fingerprints.PredicatesOf(type));
        if (!store.Holds(known.Work, known.Content, known.Predicates))
            return false;

        if (task.Fresh is { } fresh && store.Find(work) is { } kept && kept.MadeAt + fresh is var old && old < until)
            until = old;
        foreach (var variable in task.PassedVariables.Where(variable => !variable.IsMeta))
            variables[variable.Name] = SnapshotValidator.Of(variable.Name, caller, digest);
        foreach (var name in fingerprints.SurroundingsOf(task))
            variables[name] = SnapshotValidator.Of(name, caller, digest);
        tasks.Add(known);
        names.Add(task.Name.Text);
        return true;
    }

    // Its type must be one that can be found without the program.
    private bool TryAdd(int place, TaskDeclaration task)
    {
        if (task.Product is not { } type)
            return true;

        var representation = program.RepresentationOf(type);
        if (representation.AssemblyQualifiedName is not { } name || SnapshotProducts.TypeOf(name) != representation || Secrecy.Hides(type))
            return false;

        targets.Add(new(place, task.Name.Text, type.Name.Text, name, store.FindPacked(tasks[place].Work), shown.GetValueOrDefault(task.Name.Text)));
        return true;
    }
}

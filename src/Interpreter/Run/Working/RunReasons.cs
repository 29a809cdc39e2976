using System.Globalization;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Values;

namespace Dag.Interpreter.Run.Working;

/// <summary>Why a task runs, in the words of a plan beforehand and of the journal afterwards.</summary>
internal static class RunReasons
{
    public const string Action = "always runs (no product)";
    public const string Forced = "forced (--force)";
    public const string Never = "always runs (cache never)";
    public const string Damaged = "the stored product was damaged";
    public const string PredicatesChanged = "the predicates of its type have changed: the cached product was validated again";
    public const string Unread = "its input files were not read completely";
    public const string TriedOnce = "the same work ran for another task in this run";

    public static string TooOld(CachedProduct kept, TimeSpan fresh)
        => $"out of date: cached {Moment(kept.MadeAt)}, older than 'fresh {ValuePrinter.Print(new DagValue.Duration(fresh))}' allows";

    public static string Moment(DateTimeOffset at) => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What of it has no content that could be compared.</summary>
    public static string Uncompared(BoundTask task, Func<DepDeclaration, bool> isKnown, TaskFingerprint fingerprints)
    {
        if (task.Declaration.Deps.FirstOrDefault(dep => dep.Product is not null && !isKnown(dep)) is { } dep)
            return $"the product of '{dep.Task}' cannot be compared";

        foreach (var option in task.Options.Where(option => !option.Declaration.IsMeta))
        {
            var why = (string?)null;
            if (fingerprints.ContentOf(option.Value, new ContentVisitor { OnRefused = refused => why = refused }) is null)
                return $"option {option.Declaration.Name} cannot be compared{After(why ?? UncomparablePart.Find(option.Value))}";
        }

        return "its inputs cannot be compared";
    }

    /// <summary>Which part of a product has no content that could be compared.</summary>
    public static string Uncomparable(ClrValue product) => $"its content cannot be compared{After(UncomparablePart.Find(product))}";

    private static string After(string? why) => why is null ? "" : $": {why}";

    /// <summary>What is otherwise than when it was tried last, or why it runs though nothing is.</summary>
    /// <param name="unknown">The deps of which nothing is known yet: they are left out.</param>
    public static RunReason? Again(BoundTask task, WorkFingerprint work, LastTrials last, IReadOnlyCollection<string> unknown)
    {
        if (last.Of(task.Declaration.Name) is not var (run, tried))
            return unknown.Count > 0 ? null : new(RunCause.New, "not run before");

        var now = JournalWriter.PartsOf(work).Where(part => !unknown.Contains(part.Name)).ToEquatableList();
        // What a dep is made of reaches code too.
        var before = unknown.Count == 0 ? tried : tried with { Parts = tried.Parts.Where(part => now.Any(each => each.Name == part.Name)).ToEquatableList() };
        var changed = FingerprintDiff.Between(before.Parts, now).Changed.Map(change => change.Text);
        var lines = changed.IsEmpty && unknown.Count == 0 ? WhyReport.WhyAgain(before, now) : changed;
        return lines.IsEmpty ? null : new(changed.IsEmpty ? RunCause.Lost : RunCause.Changed, $"{string.Join("; ", lines)}; last run {Moment(run.At)}");
    }
}

/// <summary>Reason why a task runs: of which kind, and in words.</summary>
internal sealed record RunReason(RunCause Cause, string Text);

/// <summary>Kind of reason why a task would run.</summary>
public enum RunCause
{
    /// <summary>It runs in every run: it is an action, or nothing of it is cached.</summary>
    Always,

    /// <summary>No run that is recorded has run it.</summary>
    New,

    /// <summary>A part of its work is not what it was when it last ran.</summary>
    Changed,

    /// <summary>A dep would run, and its product may be another.</summary>
    Upstream,

    /// <summary>Its product is older than it may be.</summary>
    TooOld,

    /// <summary>Nothing has changed, but its product is not cached, or it failed.</summary>
    Lost,
}

/// <summary>The words for causes, which JSON shows.</summary>
public static class RunCauseText
{
    public static string Word(this RunCause cause) => cause switch
    {
        RunCause.Always => "always",
        RunCause.New => "new",
        RunCause.Changed => "changed",
        RunCause.Upstream => "upstream",
        RunCause.TooOld => "too_old",
        _ => "lost",
    };
}

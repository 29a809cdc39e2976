using System.Globalization;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag cache info|verify|gc|clear</c>: looks after the store in the folder for state.</summary>
internal static class CacheCommand
{
    public static int Run(CommandContext context, CacheArguments arguments)
    {
        var (care, wrong) = context.Engine.MaintenanceOf();
        if (care is null)
        {
            context.Report(wrong is null ? [] : [wrong], arguments.Json);
            return ExitCode.EngineFailed;
        }

        if (!arguments.Json && !Directory.Exists(care.Folder))
            context.Terminal.WriteError(context.Paint.Faint($"nothing is stored in {VisibleText.OfOneLine(care.Folder)}. {Places}") + "\n");
        try
        {
            return Run(context, care, arguments);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            context.Report([DagEngine.StoreNotChanged(refused.Message)], arguments.Json);
            return ExitCode.EngineFailed;
        }
    }

    private static int Run(CommandContext context, StoreMaintenance care, CacheArguments arguments) => arguments.What switch
    {
        "info" => Info(context, care, arguments.Json),
        "verify" => Verify(context, care, arguments.Json),
        "clear" => Clear(context, care, arguments.Json),
        _ => Collect(context, care, arguments),
    };

    /// <summary>Where state is looked for.</summary>
    public const string Places = "The state folder is .dag beside the file; from elsewhere, use --cache FOLDER/.dag";

    private static int Info(CommandContext context, StoreMaintenance care, bool asJson)
    {
        var report = care.Report();
        var (compiled, reason) = context.Engine.Compiled.Contents();
        var (runs, left) = (context.Engine.HistoryOf().Names.Count, context.Engine.LeftByTrials());
        if (asJson)
        {
            context.Terminal.Write(JsonRecords.Of(report, runs, left, compiled.Count, compiled.Sum(unit => unit.Bytes)));
            return ExitCode.Fine;
        }

        context.Terminal.Write($"{VisibleText.OfOneLine(report.Folder)}: {Counted(report.Products, "product")}, {Units.Bytes(report.Bytes)}, {Units.Bytes(report.Unused)} of it unused\n");
        if (report is { Oldest: { } oldest, Newest: { } newest })
            context.Terminal.Write($"created from {Day(oldest)} to {Day(newest)}\n");
        if (runs > 0)
            context.Terminal.Write($"{Counted(runs, "run")} in the journal, {Units.Bytes(left)} of trial files\n");
        if (report.Damaged > 0)
            context.Terminal.Write($"{IndexDamage(report)}; to repair it: dag cache verify\n");
        if (reason is not null)
            context.Terminal.Write($"compiled C# is not cached: {reason}\n");
        else if (compiled.Count > 0)
            context.Terminal.Write($"{Counted(compiled.Count, "compiled unit")} of C# of this user, {Units.Bytes(compiled.Sum(unit => unit.Bytes))}\n");
        return ExitCode.Fine;
    }

    private static string IndexDamage(StoreReport report) => $"the index was damaged in {Counted(report.Damaged, "place")}; the products listed there will be created again";

    private static int Verify(CommandContext context, StoreMaintenance care, bool asJson)
    {
        var report = care.Report();
        var (count, damaged) = (report.Products, care.Verify());
        foreach (var entry in damaged)
            context.Terminal.Write(asJson ? JsonRecords.Of("damaged", entry, null) : $"{entry.Product.Task}: created {Day(entry.Product.MadeAt)}, damaged; it will be created again\n");
        if (asJson)
            context.Terminal.Write(JsonRecords.OfAction("verify", count, 0, 0, deleted: damaged.Count > 0));
        else
            context.Terminal.Write($"{Counted(count - damaged.Count, "product")} of {count} intact\n");
        if (!asJson && report.Damaged > 0)
            context.Terminal.Write($"{IndexDamage(report)}\n");
        return damaged.Count == 0 && report.Damaged == 0 ? ExitCode.Fine : ExitCode.EngineFailed;
    }

    private static int Clear(CommandContext context, StoreMaintenance care, bool asJson)
    {
        var entries = care.Entries();
        var hasLeft = care.Delete(entries, context.Clock.GetUtcNow());
        var compiled = context.Engine.Compiled.Delete(DateTimeOffset.MaxValue);
        context.Engine.SweepSecrets();
        context.Engine.DeleteCopies(DateTimeOffset.MaxValue);
        if (asJson)
            context.Terminal.Write(JsonRecords.OfAction("clear", entries.Count, 0, compiled.Count, deleted: true));
        else
            context.Terminal.Write($"{Counted(entries.Count, "product")} deleted\n");
        if (compiled.Count > 0 && !asJson)
            context.Terminal.Write($"{Counted(compiled.Count, "compiled unit")} of C# deleted\n");
        SayLeft(context, hasLeft);
        return ExitCode.Fine;
    }

    private static void SayLeft(CommandContext context, bool hasLeft)
    {
        if (hasLeft)
            context.Terminal.WriteError(context.Paint.Faint("files that a running dag may be using were not deleted; the next gc or clear deletes them") + "\n");
    }

    // What would go is shown first, with whose it was; it goes only when that is asked for.
    private static int Collect(CommandContext context, StoreMaintenance care, CacheArguments arguments)
    {
        var (used, until) = (LastUses(context), context.Clock.GetUtcNow() - arguments.Older);
        var entries = care.Entries();
        var old = entries.Where(entry => UseOf(entry, used).At < until).ToList();
        var kept = entries.Except(old).Select(entry => entry.Fingerprint.Digits).ToHashSet();
        var runs = context.Engine.RunsBefore(until, kept.Contains);
        var compiled = context.Engine.Compiled.Contents().Files.Where(unit => unit.Used < until).ToList();
        foreach (var entry in old)
            context.Terminal.Write(arguments.Json ? JsonRecords.Of("unused", entry, UseOf(entry, used)) : Line(entry, UseOf(entry, used)));
        foreach (var run in runs)
            context.Terminal.Write(arguments.Json ? JsonRecords.Of(run) : Line(run));
        if (arguments.Yes)
        {
            SayLeft(context, care.Delete(old, context.Clock.GetUtcNow()));
            context.Engine.SweepSecrets();
            context.Engine.DeleteCopies(until);
            foreach (var run in runs)
                run.Delete();
            context.Engine.Compiled.Delete(until);
        }

        var what = $"{Counted(old.Count, "product")}, {Units.Bytes(old.Sum(entry => entry.Bytes))}, and files of {Counted(runs.Count, "run")}, {Units.Bytes(runs.Sum(run => run.Left))}"
            + (compiled.Count == 0 ? "" : $", and {Counted(compiled.Count, "compiled unit")} of C#, {Units.Bytes(compiled.Sum(unit => unit.Bytes))}");
        if (arguments.Json)
            context.Terminal.Write(JsonRecords.OfAction("gc", old.Count, runs.Count, compiled.Count, arguments.Yes));
        else
            context.Terminal.Write(arguments.Yes ? $"{what}: deleted\n" : $"{what}, would be deleted; to delete: dag cache gc --yes\n");
        return ExitCode.Fine;
    }

    // By fingerprint the last run that made or took it, and the file that was run.
    private static Dictionary<string, (DateTimeOffset At, string File)> LastUses(CommandContext context)
    {
        var used = new Dictionary<string, (DateTimeOffset At, string File)>(StringComparer.Ordinal);
        foreach (var run in context.Engine.HistoryOf().Runs)
        {
            foreach (var task in run.Tasks)
            {
                if (task.Work is { } work)
                    used.TryAdd(work, (run.At, run.File));
            }
        }

        return used;
    }

    private static (DateTimeOffset At, string? File) UseOf(StoredEntry entry, Dictionary<string, (DateTimeOffset At, string File)> used)
        => used.TryGetValue(entry.Fingerprint.Digits, out var use) ? (use.At > entry.Product.MadeAt ? use.At : entry.Product.MadeAt, use.File) : (entry.Product.MadeAt, null);

    private static string Line(StoredEntry entry, (DateTimeOffset At, string? File) used)
        => $"{entry.Product.Task}{Of(used.File)}   {Units.Bytes(entry.Bytes)}   created {Day(entry.Product.MadeAt)} in {Units.Duration(entry.Product.Took)}, last used {Day(used.At)}\n";

    private static string Line(PastRun run)
        => $"run {run.Name}{Of(run.File)}   {Units.Bytes(run.Left)} of trial files{(run.Journal is null ? "" : ", and its journal")}\n";

    private static string Of(string? file) => file is null ? "" : $" of {VisibleText.OfOneLine(Path.GetFileName(file))}";

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Counted(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}

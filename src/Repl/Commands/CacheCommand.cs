using System.Globalization;
using System.Text.Json;
using Dag.Interpreter.Products;
using Dag.Interpreter.Storing;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag cache info|verify|gc|clear</c>: looks after the store in the folder for state.</summary>
internal static class CacheCommand
{
    public static int Run(CommandContext context, CacheArguments arguments)
    {
        var (care, wrong) = context.Session.CareOf();
        if (care is null)
        {
            context.Say(wrong is null ? [] : [wrong], arguments.Json);
            return ExitCode.EngineFailed;
        }

        return arguments.What switch
        {
            "info" => Info(context, care, arguments.Json),
            "verify" => Verify(context, care, arguments.Json),
            "clear" => Clear(context, care),
            _ => Collect(context, care, arguments),
        };
    }

    private static int Info(CommandContext context, StoreCare care, bool asJson)
    {
        var report = care.Report();
        var left = context.Session.LeftBy();
        if (asJson)
        {
            var line = new
            {
                @event = "cache", folder = report.Folder, products = report.Products, bytes = report.Bytes, unused = report.Unused,
                oldest = report.Oldest, newest = report.Newest, damaged = report.Damaged, trials = left.Sum(folder => folder.Bytes),
            };
            context.Terminal.Write(JsonSerializer.Serialize(line, ProductJson.Compact) + "\n");
            return ExitCode.Fine;
        }

        context.Terminal.Write($"{report.Folder}: {Counted(report.Products, "product")}, {ByteSize.Show(report.Bytes)}, {ByteSize.Show(report.Unused)} of it unused\n");
        if (report is { Oldest: { } oldest, Newest: { } newest })
            context.Terminal.Write($"made from {Day(oldest)} to {Day(newest)}\n");
        if (left.Count > 0)
            context.Terminal.Write($"trials of {Counted(left.Count, "run")} have left {ByteSize.Show(left.Sum(folder => folder.Bytes))} beside it\n");
        if (report.Damaged > 0)
            context.Terminal.Write($"{IndexDamage(report)}: dag cache verify mends it\n");
        return ExitCode.Fine;
    }

    private static string IndexDamage(StoreReport report) => $"the index was damaged in {Counted(report.Damaged, "place")}; what was named there will be made again";

    private static int Verify(CommandContext context, StoreCare care, bool asJson)
    {
        var report = care.Report();
        var (count, damaged) = (report.Products, care.Verify());
        foreach (var entry in damaged)
            context.Terminal.Write(asJson ? Json("damaged", entry, null) : $"{entry.Product.Task}: made {Day(entry.Product.MadeAt)}, damaged; it will be made again\n");
        if (!asJson)
            context.Terminal.Write($"{Counted(count - damaged.Count, "product")} of {count} whole\n");
        if (!asJson && report.Damaged > 0)
            context.Terminal.Write($"{IndexDamage(report)}\n");
        return damaged.Count == 0 && report.Damaged == 0 ? ExitCode.Fine : ExitCode.EngineFailed;
    }

    private static int Clear(CommandContext context, StoreCare care)
    {
        var entries = care.Entries();
        care.Delete(entries, context.Clock.GetUtcNow());
        context.Terminal.Write($"{Counted(entries.Count, "product")} deleted\n");
        return ExitCode.Fine;
    }

    // What would go is shown first, with whose it was; it goes only when that is asked for.
    private static int Collect(CommandContext context, StoreCare care, CacheArguments arguments)
    {
        var (used, until) = (LastUses(context), context.Clock.GetUtcNow() - arguments.Older);
        var old = care.Entries().Where(entry => LastUse(entry, used) < until).ToList();
        var left = context.Session.LeftBy().Where(folder => folder.At < until).ToList();
        foreach (var entry in old)
            context.Terminal.Write(arguments.Json ? Json("unused", entry, LastUse(entry, used)) : Line(entry, LastUse(entry, used)));
        if (arguments.Yes)
        {
            care.Delete(old, context.Clock.GetUtcNow());
            left.ForEach(folder => folder.Delete());
        }

        var bytes = ByteSize.Show(old.Sum(entry => entry.Bytes) + left.Sum(folder => folder.Bytes));
        var what = $"{Counted(old.Count, "product")} and what the trials of {Counted(left.Count, "run")} left, {bytes}";
        if (!arguments.Json)
            context.Terminal.Write(arguments.Yes ? $"{what}: deleted\n" : $"{what}, would be deleted: dag cache gc --yes does it\n");
        return ExitCode.Fine;
    }

    private static Dictionary<string, DateTimeOffset> LastUses(CommandContext context)
    {
        var used = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var run in context.Session.HistoryOf().Runs)
        {
            foreach (var task in run.Tasks)
            {
                if (task.Work is { } work)
                    used.TryAdd(work, run.At);
            }
        }

        return used;
    }

    private static DateTimeOffset LastUse(StoredEntry entry, Dictionary<string, DateTimeOffset> used)
        => used.TryGetValue(entry.Fingerprint.Digits, out var at) && at > entry.Product.MadeAt ? at : entry.Product.MadeAt;

    private static string Line(StoredEntry entry, DateTimeOffset used)
        => $"{entry.Product.Task}   {ByteSize.Show(entry.Bytes)}   made {Day(entry.Product.MadeAt)} in {Elapsed.Show(entry.Product.Took)}, last used {Day(used)}\n";

    private static string Json(string what, StoredEntry entry, DateTimeOffset? used)
    {
        var line = new { @event = what, task = entry.Product.Task, bytes = entry.Bytes, made = entry.Product.MadeAt, seconds = entry.Product.Took.TotalSeconds, used };
        return JsonSerializer.Serialize(line, ProductJson.Compact) + "\n";
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Counted(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}

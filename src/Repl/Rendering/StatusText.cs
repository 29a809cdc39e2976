using System.Text;
using Dag.Language.Diagnostics;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>Statuses as a person reads them: what is out of date first, a line each with the reason; what is up to date in one line.</summary>
internal static class StatusText
{
    private const int MostNames = 20;

    /// <param name="width">Terminal cells for a line; a reason that would not fit is cut.</param>
    public static string Of(Paint paint, IReadOnlyList<StatusLine> statuses, int width)
    {
        var text = new StringBuilder();
        Group(text, paint, "out of date", Those(statuses, StatusKind.OutOfDate), width);
        Group(text, paint, "not run yet", Those(statuses, StatusKind.New), width);
        Group(text, paint, "run every time", Those(statuses, StatusKind.Always), width);
        Names(text, "pinned", Those(statuses, StatusKind.Pinned));
        var upToDate = Those(statuses, StatusKind.UpToDate);
        if (upToDate.Count == statuses.Count)
            return statuses.Count == 0 ? "nothing to run\n" : $"everything is up to date ({statuses.Count} task{(statuses.Count == 1 ? "" : "s")})\n";

        Names(text, "up to date", upToDate);
        return text.ToString();
    }

    private static IReadOnlyList<StatusLine> Those(IReadOnlyList<StatusLine> statuses, StatusKind kind) => statuses.Where(status => status.Kind == kind).ToList();

    private static void Group(StringBuilder text, Paint paint, string title, IReadOnlyList<StatusLine> statuses, int width)
    {
        if (statuses.Count == 0)
            return;

        var columns = new Columns(new Column(Paint: paint.Strong), new Column());
        foreach (var status in statuses)
            columns.Add(status.Task.Text, VisibleText.OfOneLine(status.Why.ReplaceLineEndings(" ")));
        text.Append(title).Append(":\n").Append(columns.Lay(margin: "  ", width: width));
    }

    private static void Names(StringBuilder text, string title, IReadOnlyList<StatusLine> statuses)
    {
        if (statuses.Count > 0)
            text.Append(title).Append(": ").Append(NameList.Of(statuses.Select(status => status.Task).ToList(), MostNames)).Append('\n');
    }
}

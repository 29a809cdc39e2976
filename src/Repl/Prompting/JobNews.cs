using System.Text;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Run.Events;
using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;

namespace Dag.Repl.Prompting;

/// <summary>What has become of the jobs in the background since it was last asked: each end is told once, with what failed.</summary>
internal sealed class JobNews(DiagnosticRenderer diagnostics)
{
    private readonly List<Followed> followed = [];

    /// <summary>From here on the failures of these are heard.</summary>
    public void Follow(IReadOnlyList<Job> jobs)
    {
        foreach (var job in jobs.Skip(followed.Count))
        {
            var one = new Followed(job);
            job.Watch(one);
            followed.Add(one);
        }
    }

    /// <summary>The jobs that ended since; empty where none did.</summary>
    public string Format()
    {
        var text = new StringBuilder();
        foreach (var one in followed.Where(one => !one.IsTold && !one.Job.IsRunning))
        {
            one.IsTold = true;
            text.Append($"job {one.Job.Number} {EndOf(one.Job)}: {one.Job.What.ReplaceLineEndings(" ")}\n");
            foreach (var failure in one.Failures())
                text.Append(diagnostics.Render(failure));
        }

        return text.ToString();
    }

    private static string EndOf(Job job)
    {
        if (job.Work.Exception is { } broken)
            return $"failed with an internal error ({broken.GetBaseException().Message})";

        return job.Work.IsCompletedSuccessfully ? job.Work.Result.End switch
        {
            RunStatus.Succeeded => "is done",
            RunStatus.Interrupted => "was cancelled",
            _ => "failed",
        } : "was cancelled";
    }

    private sealed class Followed(Job job) : IRunListener
    {
        private readonly RunModel run = new();
        private readonly Lock gate = new();

        public Job Job { get; } = job;

        public bool IsTold { get; set; }

        public IReadOnlyList<Diagnostic> Failures()
        {
            lock (gate)
                return [.. run.Failures.Select(failed => failed.Failure.Diagnostic)];
        }

        public void On(RunEvent happened)
        {
            lock (gate)
                run.Apply(happened);
        }
    }
}

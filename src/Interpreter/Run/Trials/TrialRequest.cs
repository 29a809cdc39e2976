using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Trials;

/// <summary>One trial to be run: the task, what its deps made, which attempt it is, and the folder that is its own.</summary>
internal sealed record TrialRequest(BoundTask Task, EquatableList<string> ProductNames, ClrValue[] Products, int Attempt, string Folder)
{
    /// <summary>Where what its body makes under a name is kept.</summary>
    public ITaskCache? Parts { get; init; }

    /// <summary>Its trials so far, where it is tried more than once; the same list for all of them.</summary>
    public List<TrialRecord> Trials { get; init; } = [];

    /// <summary>Takes each element that its body yields; null where they are only wanted all together.</summary>
    public IElementSink? Elements { get; init; }

    /// <summary>Whether it is the work on one element of a stream, of which there may be a million: nobody is told of each.</summary>
    public bool IsElement { get; init; }

    /// <summary>When the first trial was ordered, as the clock counts.</summary>
    public long Since { get; init; }
}

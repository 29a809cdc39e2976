using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>What a stage asks of the executor of nodes: all that is done for one product, at once.</summary>
internal interface INodeWork
{
    /// <summary>Gets or makes the product of a node whose deps have all been made.</summary>
    /// <param name="looked">Its fingerprint, where it is known already.</param>
    /// <param name="elements">Takes the elements that its body yields.</param>
    Task<WorkResult> ExecuteAsync(int node, BoundTask task, WorkFingerprint? looked, CancellationToken cancellation, IElementSink? elements = null);

    /// <summary>The product of a node that has ended well.</summary>
    Task<TrialResult> FetchAsync(int node, CancellationToken cancellation);

    /// <summary>The products that a task takes whole, by their names in its body.</summary>
    Task<(EquatableList<string> Names, ClrValue[] Values, TrialResult? Missing)> ProductsForAsync(TaskDeclaration task, CancellationToken cancellation);

    /// <summary>The fingerprint of a task's work, read with the task's timeout.</summary>
    Task<(WorkFingerprint? Work, MakeResult.Tried? Unread)> ReadWorkAsync(BoundTask task, CancellationToken cancellation);

    /// <summary>The files that the work was fingerprinted from and that have changed since.</summary>
    List<string> ChangedSince(TaskDeclaration task, WorkFingerprint work);

    /// <summary>Records what a node came to.</summary>
    WorkResult Settle(int node, MakeResult ended, bool isReused);
}

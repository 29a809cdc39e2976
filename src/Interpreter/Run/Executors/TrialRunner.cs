using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Runner of one trial of a task: asks the executor for its kind of body, and checks the product against its type before anyone sees it.</summary>
internal sealed class TrialRunner(CompiledCode program, InProcessExecutor inProcess, ITrialExecutor scripts, SecretTexts secrets) : ITrialExecutor
{
    private readonly TypeChecker types = new(program);

    public async Task<TrialResult> RunAsync(TrialRequest request, CancellationToken cancellation)
    {
        var task = request.Task.Declaration;
        var end = await ExecutorOf(task).RunAsync(request, cancellation).ConfigureAwait(false);
        if (end is not TrialResult.Made(var product))
            return end;

        if (task.Product is { } secret && Secrecy.Hides(secret))
            secrets.Add(Secrecy.TextsOf(product));
        return task.Product is { } type && program.HasOwnPredicates(type)
            ? await inProcess.CheckAsync(task, () => Check(task, product), cancellation).ConfigureAwait(false)
            : Check(task, product);
    }

    private ITrialExecutor ExecutorOf(TaskDeclaration task) => task.Body is BodyDeclaration.Script ? scripts : inProcess;

    /// <summary>Holds a product against its type; made where it holds.</summary>
    public TrialResult Check(TaskDeclaration task, ClrValue product)
    {
        if (task.Product is not { } type)
            return new TrialResult.Made(default);
        if (product.Raw is null && !program.AnnotationOf(type).TakesNull)
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.NoProduct(task.At, task.Name, type.Name.Text)));
        if (WhyNoContent(product) is { } why)
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.ProductRefused(task.At, task.Name, why, [])));

        return types.Check(product, type) is { } failure
            ? new TrialResult.Failed(TaskFailure.Of(TaskErrors.ProductRefused(task.At, task.Name, failure.Message, failure.Notes)))
            : new TrialResult.Made(product);
    }

    /// <summary>Whether what was made of an ordinary type contains a secret, in the value itself or in one of its files.</summary>
    public bool ContainsSecret(DagType? type, ClrValue product, IEnumerable<string> files)
        => !secrets.IsEmpty && (type is null || !Secrecy.Hides(type)) && (SecretSearch.IsIn(product, secrets) || files.Any(file => SecretSearch.IsInFile(file, secrets)));

    private static string? WhyNoContent(ClrValue product) => product.Raw switch
    {
        DagFile file => file.WhyNone(),
        DagFolder folder => folder.WhyNone(),
        IReadOnlyCollection<DagFile> files => files.Select(file => file.WhyNone()).FirstOrDefault(why => why is not null),
        IReadOnlyCollection<DagFolder> folders => folders.Select(folder => folder.WhyNone()).FirstOrDefault(why => why is not null),
        _ => null,
    };
}

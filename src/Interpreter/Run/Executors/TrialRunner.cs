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
        // Whoever took the elements has held each against its type.
        if (request.Elements is not null)
            return end;

        return task.Product is { } type && program.HasOwnPredicates(type)
            ? await inProcess.CheckAsync(task, () => Check(task, product), cancellation).ConfigureAwait(false)
            : Check(task, product);
    }

    private ITrialExecutor ExecutorOf(TaskDeclaration task) => task.Body is BodyDeclaration.Script ? scripts : inProcess;

    /// <summary>Holds a product against its type; made where it holds.</summary>
    public TrialResult Check(TaskDeclaration task, ClrValue product) => Check(task, product, task.Product);

    /// <summary>Holds one element of a task's stream against its type; made where it holds.</summary>
    public TrialResult CheckElement(TaskDeclaration task, ClrValue element) => Check(task, element, task.Product?.Single);

    private TrialResult Check(TaskDeclaration task, ClrValue product, DagType? made)
    {
        if (made is not { } type)
            return new TrialResult.Made(default);
        if (product.Raw is null && !program.AnnotationOf(type).TakesNull)
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.NoProduct(task.At, task.Name, type.Name.Text)));
        if (WhyNoContent(product) is { } why)
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.ProductRefused(task.At, task.Name, why, [])));

        if (task.ProductName is { } declared && NameOf(product) is { } given && given != declared.Text)
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.OtherName(task.At, task.Name, given, declared, product.Raw is DagFolder)));

        return types.Check(product, type) is { } failure
            ? new TrialResult.Failed(TaskFailure.Of(TaskErrors.ProductRefused(task.At, task.Name, failure.Message, failure.Notes) with { Hint = HintOf(task, product) }))
            : new TrialResult.Made(product);
    }

    /// <summary>Whether what was made of an ordinary type contains a secret, in the value itself or in one of its files.</summary>
    public bool ContainsSecret(DagType? type, ClrValue product, IEnumerable<string> files)
        => !secrets.IsEmpty && (type is null || !Secrecy.Hides(type)) && (SecretSearch.IsIn(product, secrets) || files.Any(file => SecretSearch.IsInFile(file, secrets)));

    private string? HintOf(TaskDeclaration task, ClrValue product) => NameOf(product) is { } name ? ProductNames.FindHint(task, name, program) : null;

    private static string? NameOf(ClrValue product) => (product.Raw as DagFile)?.Name ?? (product.Raw as DagFolder)?.Name;

    private static string? WhyNoContent(ClrValue product) => product.Raw switch
    {
        DagFile file => file.WhyNone(),
        DagFolder folder => folder.WhyNone(),
        IReadOnlyCollection<DagFile> files => files.Select(file => file.WhyNone()).FirstOrDefault(why => why is not null),
        IReadOnlyCollection<DagFolder> folders => folders.Select(folder => folder.WhyNone()).FirstOrDefault(why => why is not null),
        _ => null,
    };
}

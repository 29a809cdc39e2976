using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Scanning;
using Dag.Language.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Diagnostic = Dag.Language.Diagnostics.Diagnostic;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// Runs C# that is typed at a prompt. Its variables and functions stay for later inputs; products are variables under the names of their tasks.
/// One input at a time; what may be asked beside it is what there is to complete.
/// </summary>
public sealed class Evaluator(TimeProvider clock)
{
    private const string Token = "cancellation";

    private readonly CancellationGrace grace = new(clock);
    private readonly Lock gate = new();
    private SubmissionChain? latest;
    private (SubmissionChain? From, SubmissionChain? Chain) looked;
    private ProductTypes? types;
    private ProductVariables? lastValue;

    /// <summary>Loads the compiler, so that the first input need not.</summary>
    public Task WarmAsync(EvaluationScope scope) => Task.Run(() =>
    {
        var (chain, tree) = Look(scope, "new[] { 1 }.Select(n => n * 2).Sum()");
        chain.Compile(tree).Emit(Stream.Null);
    });

    /// <summary>Runs an input and waits for it, or, once cancelled, for a moment: code that does not look at <c>cancellation</c> is left behind.</summary>
    public async Task<Evaluation> EvaluateAsync(EvaluationScope scope, SourceLocation code, CancellationToken cancellation = default)
    {
        var diagnostics = new List<Diagnostic>();
        if (await Task.Run(() => TryPrepare(scope, code, diagnostics, cancellation), CancellationToken.None).ConfigureAwait(false) is not { } input)
            return cancellation.IsCancellationRequested ? new Evaluation.Stopped(IsLeftBehind: false) : new Evaluation.Refused(diagnostics.ToEquatableList());

        var running = Task.Run(() => RunAsync(input, cancellation), CancellationToken.None);
        var (asked, used) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await using var stop = cancellation.Register(() =>
        {
            StopPoint.Ask();
            (asked, used) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        }).ConfigureAwait(false);
        if (!await grace.EndsAsync(running, cancellation).ConfigureAwait(false))
            return new Evaluation.Stopped(IsLeftBehind: true, (Environment.CpuUsage.TotalTime - used) / clock.GetElapsedTime(asked));
        StopPoint.Forget();

        try
        {
            var value = new ClrValue(await running.ConfigureAwait(false));
            Keep(input);
            if (input.TypeOf(value) is not null && input.WrittenType is { } written)
                lastValue = ProductVariables.OfLast(value, written);
            return input.TypeOf(value) is { } type ? new Evaluation.Value(value, type) : new Evaluation.Nothing();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Evaluation.Stopped(IsLeftBehind: false);
        }
        catch (Exception thrown)
        {
            var cause = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
            return new Evaluation.Threw(EvaluatingErrors.Threw(code, cause.GetType().Name, cause.Message, scope.Compiled.FramesOf(cause)));
        }
    }

    /// <summary>From here on a product is the last value.</summary>
    public void KeepLast(EvaluationScope scope, ProductVariable product)
    {
        lock (gate)
        {
            if (product.Fetch() is { } value && TypesOver(Current(scope).Prelude).Find(product, scope) is { } type)
                lastValue = ProductVariables.OfLast(value, type);
        }
    }

    private static Task<object?> RunAsync(LoadedSubmission input, CancellationToken cancellation)
    {
        StopPoint.Begin(cancellation);
        return input.RunAsync();
    }

    /// <summary>The inputs so far with a text on top of them, to be looked at and not run.</summary>
    internal (SubmissionChain Chain, SyntaxTree Tree) Look(EvaluationScope scope, string text)
    {
        lock (gate)
        {
            var tree = WithLast(ScriptDialect.Parse(text));
            var real = Current(scope);
            var chain = looked.From == real ? looked.Chain ?? real : real;
            foreach (var bound in BoundIn(tree, scope, chain, CancellationToken.None))
            {
                if (FindBound(bound, chain) is null)
                    chain = Declare(bound, chain);
            }

            looked = (real, chain);
            return (chain, tree);
        }
    }

    /// <summary>What C# in files stands on here, and the types that it knows.</summary>
    internal ProductTypes TypesIn(EvaluationScope scope)
    {
        lock (gate)
            return TypesOver(Current(scope).Prelude);
    }

    // Who has declared a '_' means that.
    private SyntaxTree WithLast(SyntaxTree tree) => lastValue is not null && latest?.FindDeclaring(LastName.Typed) is null ? LastName.In(tree) : tree;

    private LoadedSubmission? TryPrepare(EvaluationScope scope, SourceLocation code, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        try
        {
            if (CSharpNesting.FindProblem(code) is not { } problem)
                return Prepare(scope, code, diagnostics, cancellation);

            diagnostics.Add(problem);
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Add(BodyErrors.TooDeep(code));
        }

        return null;
    }

    private LoadedSubmission? Prepare(EvaluationScope scope, SourceLocation code, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        lock (gate)
        {
            var tree = WithLast(ScriptDialect.Parse(ScriptLayout.Ended(code.Text)));
            var chain = Current(scope);
            foreach (var bound in BoundIn(tree, scope, chain, cancellation))
                chain = Bind(bound, chain, scope);
            latest = chain;

            var visible = scope.Products.Select(RootOf).Append(Token).Append(LastName.Hidden).ToHashSet();
            bool IsGone(Submission submission) => submission.Holds is { } held && !visible.Contains(held);
            var over = chain.Compact(DeclaredName.Of(chain.Compile(tree)), IsGone);
            var typed = over.Compile(tree);
            var guarded = StackGuard.Over(tree, () => typed.GetSemanticModel(tree));
            var compilation = guarded == tree ? typed : over.Compile(guarded);
            using var dll = new MemoryStream();
            var emitted = Emit(compilation, dll, cancellation);
            if (emitted is { Success: false } && compilation != typed)
                emitted = Emit(compilation = typed, dll, cancellation);
            var messages = new EvaluationMessages(scope, code, over, typed, tree);
            var gone = over.Submissions.Where(IsGone).Select(submission => submission.Name).ToHashSet();
            diagnostics.AddRange(emitted is { Success: false } ? messages.Of(emitted.Diagnostics) : gone.Count == 0 ? [] : messages.OfGone(gone));
            return emitted is null || diagnostics.Count > 0 ? null : LoadedSubmission.Of(over, compilation, dll.ToArray(), scope.Compiled);
        }
    }

    private static EmitResult? Emit(CSharpCompilation compilation, Stream dll, CancellationToken cancellation)
    {
        try
        {
            return compilation.Emit(dll, cancellationToken: cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    // An input that declares nothing leaves nothing behind.
    private void Keep(LoadedSubmission input)
    {
        lock (gate)
            latest = input.Submission.Declares.Count > 0 ? input.Chain.With(input.Submission, input.Compilation) : latest;
    }

    // The files may have been read again since, and the graph have code that it had not.
    private SubmissionChain Current(EvaluationScope scope)
    {
        var prelude = Prelude.Of(scope, latest?.Prelude);
        if (latest is null)
            return latest = SubmissionChain.Over(prelude);
        if (latest.Prelude == prelude)
            return latest;

        var gone = latest.Prelude.Assemblies.Where(each => prelude.Assemblies.GetValueOrDefault(each.Key) != each.Value).Select(each => each.Key);
        return latest = latest.Over(prelude, gone);
    }

    private ProductTypes TypesOver(Prelude prelude) => types?.Prelude == prelude ? types : types = new(prelude);

    // Of a hundred thousand products only those that the text names or an earlier one did, and of those only what no variable hides.
    private IEnumerable<ProductVariables> BoundIn(SyntaxTree tree, EvaluationScope scope, SubmissionChain chain, CancellationToken cancellation)
    {
        var named = tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText)
            .Concat(chain.Submissions.Select(submission => submission.Holds).OfType<string>())
            .Where(name => chain.FindDeclaring(name) is null or { Holds: not null }).ToHashSet();
        var (bound, typed) = (new List<ProductVariables>(), TypesOver(chain.Prelude));
        foreach (var products in scope.Products.Where(product => named.Contains(RootOf(product))).GroupBy(RootOf))
        {
            if (ProductVariables.Find(products.Key, products, product => typed.Find(product, scope)) is { } found)
                bound.Add(found);
        }

        if (named.Contains(Token) && !bound.Exists(each => each.Name == Token))
            bound.Add(ProductVariables.Of(Token, cancellation));
        if (lastValue is not null && named.Contains(LastName.Hidden))
            bound.Add(lastValue);
        return bound;
    }

    private static Submission? FindBound(ProductVariables bound, SubmissionChain chain)
        => chain.FindDeclaring(bound.Name) is { Holds: not null } known && known.Tree.ToString() == bound.Text ? known : null;

    private static SubmissionChain Declare(ProductVariables bound, SubmissionChain chain)
    {
        var tree = ScriptDialect.Parse(bound.Text);
        var compilation = chain.Compile(tree);
        return chain.With(new(compilation.AssemblyName ?? "", tree, DeclaredName.Of(compilation)) { Holds = bound.Name }, compilation);
    }

    // The same variable gets the new value, so that functions typed before see it too.
    private static SubmissionChain Bind(ProductVariables bound, SubmissionChain chain, EvaluationScope scope)
    {
        if (FindBound(bound, chain) is { Instance: not null } known)
            return Fill(known, bound) ? chain : chain.Compact([], submission => submission == known);

        var compilation = chain.Compile(ScriptDialect.Parse(bound.Text));
        using var dll = new MemoryStream();
        if (!compilation.Emit(dll).Success)
            return chain;

        var input = LoadedSubmission.Of(chain, compilation, dll.ToArray(), scope.Compiled, bound.Name);
        input.RunAsync();
        return Fill(input.Submission, bound) ? chain.With(input.Submission, compilation) : chain;
    }

    private static bool Fill(Submission submission, ProductVariables bound)
    {
        if (submission.Stamp is { } stamp && stamp == bound.Stamp)
            return true;

        var isFilled = submission.Instance is { } holder && bound.Fill(holder);
        submission.Stamp = isFilled ? bound.Stamp : null;
        return isFilled;
    }

    internal static string RootOf(ProductVariable product) => product.Task.Name.Text.Split('.')[0];
}

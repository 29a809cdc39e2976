using System.Collections.Concurrent;
using System.Text;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.Runtime.Tables;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Runs a script as a process of its own and reads its product. Its output is passed on as it comes, and its end is shown when it fails.</summary>
internal sealed class ScriptExecutor(ScriptRunner runner, TrialFolders folders, PrivateFolders privately, CompiledCode program, Env env, EventPublisher events, TimeProvider clock)
    : ITrialExecutor
{
    private const int LinesShown = 20;
    private const int BytesShown = 16 * 1024;
    private const int ProcessesShown = 10;

    private readonly ConcurrentQueue<Diagnostic> warnings = [];

    /// <summary>What was to be said of scripts that ended as they should.</summary>
    public IReadOnlyCollection<Diagnostic> Warnings => warnings;

    public Task<TrialResult> RunAsync(TrialRequest request, CancellationToken cancellation)
        => request.Task.Declaration.Body is BodyDeclaration.Script script
            ? RunAsync(script, request, cancellation)
            : throw new System.Diagnostics.UnreachableException($"the body of '{request.Task.Declaration.Name}' is a script");

    private async Task<TrialResult> RunAsync(BodyDeclaration.Script script, TrialRequest request, CancellationToken cancellation)
    {
        var task = request.Task.Declaration;
        if (FindFault(request) is var (faulty, fault))
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.VariableUnwritable(script.At, task.Name, faulty, $"the text {fault}")));

        var passed = task.PassedVariables.Map(variable => variable.Name);
        var written = "";
        var variables = Variables(request, name => written = name);
        // Once any secret is known, a script may have it from anywhere: nothing that one prints is kept before it has been masked.
        var hidden = SeesSecret(request) || !events.Secrets.IsEmpty ? privately.PathOf(request.Folder) : null;
        var place = MakesSecret(task) ? hidden ?? request.Folder : request.Folder;
        var scriptRequest = new ScriptRequest(env.Languages[script.Language], script.Text, variables, passed, request.Folder, Path.Combine(place, task.ProductName?.Text ?? "out"))
        {
            PrivateFolder = hidden,
            ModuleFolders = ModuleFiles.Of(env.Languages[script.Language]).Select(modules => modules.Folder.Path).Distinct().ToEquatableList(),
        };
        try
        {
            return await RunAsync(script, request, scriptRequest, () => written, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (hidden is not null)
                PrivateFolders.Remove(hidden);
        }
    }

    private async Task<TrialResult> RunAsync(BodyDeclaration.Script script, TrialRequest request, ScriptRequest scriptRequest, Func<string> written, CancellationToken cancellation)
    {
        var task = request.Task.Declaration;
        ScriptExit? end = null;
        var unwritable = "";
        var trace = new ScriptTrace(ScriptCommand.PathIn(request.Folder), script.At);
        using (events.IsHeard ? Follow(scriptRequest.StandardErrorPath, task.Name, trace) : null)
        using (events.IsHeard && task.Product is null ? Follow(scriptRequest.StandardOutputPath, task.Name, trace) : null)
        {
            try
            {
                end = await runner.RunAsync(scriptRequest, cancellation).ConfigureAwait(false);
            }
            catch (NotSupportedException refused) when (written().Length > 0)
            {
                unwritable = refused.Message;
            }
        }

        var result = end is null
            ? new TrialResult.Failed(TaskFailure.Of(TaskErrors.VariableUnwritable(script.At, task.Name, written(), unwritable)))
            : EndOf(script, request, scriptRequest, end, cancellation);
        if (end is not null)
            WarnOf(end.Process, script.At, task.Name);
        if (scriptRequest.PrivateFolder is not null)
            KeepLogs(task, scriptRequest);
        folders.End(request.Folder, result, end?.Product);
        return result;
    }

    private void WarnOf(ProcessExit end, SourceLocation at, TaskName task)
    {
        if (!end.Rest.Killed.IsEmpty)
            warnings.Enqueue(TaskErrors.LeftRunning(at, task, NamesOf(end.Rest.Killed)));
        if (!end.Rest.Survivors.IsEmpty)
            warnings.Enqueue(TaskErrors.NotEnded(at, task, NamesOf(end.Rest.Survivors)));
    }

    private static string NamesOf(EquatableList<ProcessState> processes)
        => string.Join(", ", processes.Take(ProcessesShown)) + (processes.Count > ProcessesShown ? FormattableString.Invariant($" and {processes.Count - ProcessesShown} more") : "");

    private TrialResult EndOf(BodyDeclaration.Script script, TrialRequest request, ScriptRequest scriptRequest, ScriptExit end, CancellationToken cancellation)
    {
        var task = request.Task.Declaration;
        if (end.Process is ProcessExit.Exited(0))
            return DiskSpace.IsUsedUp(request.Folder) ? new TrialResult.Failed(TaskFailure.Of(TaskErrors.MayBeCutShort(script.At, task.Name))) : Read(task, script, MakesSecret(task) ? end.Product : folders.PutAside(request.Folder, Written(task, scriptRequest, end.Product), task.ProductName?.Text));

        if (MakesSecret(task))
            events.Secrets.Add([TextOf(scriptRequest.StandardOutputPath), TextOf(scriptRequest.OutPath)]);
        return cancellation.IsCancellationRequested
            ? new TrialResult.Stopped()
            : new TrialResult.Failed(new(TaskErrors.ProcessFailed(script.At, task.Name, ExitExplanation.Of(end.Process)), LogOf(task, scriptRequest).Map(new ScriptTrace(ScriptCommand.PathIn(request.Folder), script.At).Told)));
    }

    // A task whose product is a secret may print it.
    private static bool SeesSecret(TrialRequest request)
    {
        var task = request.Task.Declaration;
        if (MakesSecret(task))
            return true;

        foreach (var dep in task.Deps.Span)
        {
            if (dep.Product is { } type && Secrecy.Hides(type))
                return true;
        }

        foreach (var option in request.Task.Options.Span)
        {
            if (Secrecy.Hides(option.Declaration.Type))
                return true;
        }

        return false;
    }

    private static bool MakesSecret(TaskDeclaration task) => task.Product is { } product && Secrecy.Hides(product);

    // What a script has made of a secret before it failed is one as well, as much of it as a secret may be long.
    private static string TextOf(string path)
    {
        var text = "";
        DiskError.BestEffort(() =>
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Math.Min(file.Length, BytesShown)];
            text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        });
        return text;
    }

    // A secret product goes with its folder; a file that was printed is the product itself, and is put where one that was written would be, or under its name.
    private ProcessProduct Written(TaskDeclaration task, ScriptRequest scriptRequest, ProcessProduct product)
    {
        if ((scriptRequest.PrivateFolder is null && task.ProductName is null) || product is not ProcessProduct.Printed(var path) || task.Product is not { } type || program.RepresentationOf(type) != typeof(DagFile))
            return product;

        File.Move(path, scriptRequest.OutPath);
        return new ProcessProduct.WroteFile(scriptRequest.OutPath);
    }

    // What was printed is kept as that of any other trial, but without the secrets; of a task that makes one, what it printed is the secret.
    private void KeepLogs(TaskDeclaration task, ScriptRequest scriptRequest)
    {
        DiskError.BestEffort(() => CopyLog(scriptRequest.StandardErrorPath, ScriptRequest.StandardErrorIn(scriptRequest.Folder)));
        if (!MakesSecret(task))
            DiskError.BestEffort(() => CopyLog(scriptRequest.StandardOutputPath, ScriptRequest.StandardOutputIn(scriptRequest.Folder)));
    }

    private void CopyLog(string log, string to)
    {
        if (!File.Exists(log))
            return;

        using var output = File.Create(to);
        using var masking = new MaskingStream(output, events.Secrets);
        using var input = File.OpenRead(log);
        input.CopyTo(masking);
    }

    private LogFollower Follow(string path, TaskName task, ScriptTrace trace) => new(path, line => events.Record(at => new RunEvent.Logged(at, task, trace.Told(line))), clock);

    private static EquatableList<string> LogOf(TaskDeclaration task, ScriptRequest scriptRequest)
    {
        var errors = LogTail.Read(scriptRequest.StandardErrorPath, LinesShown, BytesShown);
        return errors.Lines.IsEmpty && !MakesSecret(task) ? LogTail.Read(scriptRequest.StandardOutputPath, LinesShown, BytesShown).Lines : errors.Lines;
    }

    // The products of deps: options were looked at before anything ran.
    private static (string Name, string Why)? FindFault(TrialRequest request)
    {
        var names = NamesOfProducts(request).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            if (request.Products[i].Raw is string text && TextFault.WhyNoVariable(text) is { } why)
                return (names[i], why);
        }

        return null;
    }

    // Products come in the request of those deps that have one; what has none was left out when they were gathered.
    private static IEnumerable<string> NamesOfProducts(TrialRequest request)
        => request.Task.Declaration.Deps.Select(dep => dep.LocalName).Where(name => request.ProductNames.Contains(name));

    private EquatableList<ScriptVariable> Variables(TrialRequest request, Action<string> writing)
    {
        var variables = new List<ScriptVariable>();
        foreach (var name in NamesOfProducts(request))
        {
            var (product, dep) = (request.Products[variables.Count], request.Task.Declaration.Deps.First(each => each.LocalName == name));
            variables.Add(new(name, dep is { Format: not TableFormat.Json, Product: { } type } ? TableOf(product, type, dep.Format, () => writing(name)) : ValueOf(product, () => writing(name))));
        }

        foreach (var option in request.Task.Options)
            variables.Add(new(option.Declaration.Name, ValueOf(option.Value, () => writing(option.Declaration.Name))));
        return variables.ToEquatableList();
    }

    private EnvironmentValue TableOf(ClrValue value, DagType type, TableFormat format, Action writing)
        => new EnvironmentValue.File(format.Word(), stream =>
        {
            writing();
            TableFile.Write(stream, value, program.AnnotationOf(type), format);
        });

    private static EnvironmentValue ValueOf(ClrValue value, Action writing)
        => ScalarText.Find(value) is { } text
            ? new EnvironmentValue.Text(text)
            : new EnvironmentValue.File("json", stream =>
            {
                writing();
                using var watch = new ReplacementWatch(stream);
                ProductJson.Write(watch, value);
                if (watch.HasSeenOne && UncomparablePart.FindHalf(value) is { } half)
                    throw new NotSupportedException($"it cannot be written as JSON: {half}");
            });

    private TrialResult Read(TaskDeclaration task, BodyDeclaration.Script script, ProcessProduct product)
    {
        if (task.Product is not { } type)
            return new TrialResult.Made(default);

        var reading = product switch
        {
            ProcessProduct.WroteFolder(var path) => program.RepresentationOf(type) == typeof(DagFolder)
                ? new ProductReading.Found(new ClrValue(DagFolder.Of(path)))
                : new ProductReading.Unreadable($"wrote a folder to $OUT, but its product '{type}' is not a folder"),
            ProcessProduct.WroteFile(var path, _) => Read(path, type, task.ProductFormat),
            ProcessProduct.WroteOther(var what) => new ProductReading.Unreadable($"wrote {what} to $OUT; a product is a file or a folder"),
            ProcessProduct.Printed(var path) => Read(path, type, task.ProductFormat),
            _ => new ProductReading.Unreadable($"wrote no product; expected '{type}'", "print the product, or write it to $OUT"),
        };
        if (reading is not ProductReading.Found(var value))
        {
            var (reason, hint) = reading is ProductReading.Unreadable unreadable ? (unreadable.Reason, unreadable.Hint) : ("", null);
            return new TrialResult.Failed(TaskFailure.Of(TaskErrors.ProductUnreadable(script.At, task.Name, reason, hint)));
        }

        return new TrialResult.Made(value);
    }

    private ProductReading Read(string path, DagType type, TableFormat format)
    {
        var reading = format == TableFormat.Json ? FileProduct.Read(path, program.AnnotationOf(type)) : TableFile.Read(path, program.AnnotationOf(type), format);
        // No message shows what there was in the place of a secret.
        return Secrecy.Hides(type) && reading is ProductReading.Unreadable ? new ProductReading.Unreadable($"wrote an invalid product; expected '{type}'") : reading;
    }
}

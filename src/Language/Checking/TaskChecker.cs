using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Checking;

/// <summary>Checks the clauses of a task and makes its declaration, as whole as its mistakes allow.</summary>
internal sealed class TaskChecker(ModuleDeclaration module, NameResolver names, List<Diagnostic> diagnostics)
{
    private const int MostOptions = 1000;

    private readonly List<DepDeclaration> deps = [];
    private readonly List<OptionDeclaration> options = [];
    private readonly List<PassedVariableDeclaration> variables = [];
    private readonly Dictionary<string, SourceLocation> locals = [];
    private readonly ExchangeChecker exchanges = new(names, diagnostics);
    private ClauseSyntax.Product? product;
    private ClauseSyntax.Retry? retry;
    private ClauseSyntax.Timeout? timeout;
    private ClauseSyntax.Cache? cache;
    private ClauseSyntax.Fresh? fresh;
    private ClauseSyntax.Version? version;
    private ClauseSyntax.Publish? publish;
    private ClauseSyntax.PassThrough? passed;
    private ClauseSyntax? run;
    private NameSyntax? each;
    private NameSyntax? whole;

    /// <param name="prefix">What its name has in front in the env.</param>
    /// <param name="replaced">A task that it is put in the place of: what it makes holds where its own clauses do not say.</param>
    public TaskDeclaration Check(StatementSyntax.Task syntax, string prefix, TaskDeclaration? replaced = null)
    {
        Clear();
        var before = diagnostics.Count;
        foreach (var clause in syntax.Clauses)
            Check(clause, syntax.Name.Text);
        if (options.Count > MostOptions)
            diagnostics.Add(CheckErrors.TooManyOptions(names.At(syntax.Name), syntax.Name.Text, options.Count, MostOptions));
        if (retry is { HasJitter: true, Backoff: null } && !syntax.HasMistakes)
            diagnostics.Add(CheckErrors.JitterWithoutBackoff(names.At(retry.Span)));
        var format = exchanges.FormatOf(product?.Format, hasProduct: true, syntax.Name.Text);
        CheckTogether(syntax.Name.Text, makesNothing: product is null && (replaced?.Product is null || run is null));
        var productType = product is not null ? names.Type(product.Type) : run is null ? null : replaced?.Product?.Single;
        var yields = product is { IsStream: true } || (product is null && replaced?.Product is { IsStream: true } && each is null);
        CheckStreams(syntax.Name.Text);
        return new TaskDeclaration(new(prefix + syntax.Name.Text), module, names.At(syntax.Name))
        {
            Doc = syntax.Doc,
            Deps = deps.ToEquatableList(),
            Options = options.ToEquatableList(),
            ProductFormat = format,
            Product = yields || each is not null ? productType?.Stream : productType,
            Yields = yields && productType is not null,
            ProductName = product is not null ? NameOf(product) : run is null ? null : replaced?.ProductName,
            Body = run is null ? null : BodyOf(run),
            PassedVariables = variables.ToEquatableList(),
            Retry = retry is null ? null : RetryOf(retry),
            Timeout = timeout is null ? null : PositiveDuration("timeout", timeout.Length),
            Cache = cache is null ? CacheMode.Auto : ModeOf(cache.Mode),
            CacheAt = cache is null ? null : names.At(cache.Span),
            Fresh = fresh is null ? null : PositiveDuration("fresh", fresh.Length),
            Version = version?.Text.Content,
            Publish = publish is null ? null : PlaceOf(publish),
            HasMistakes = syntax.HasMistakes || diagnostics.Skip(before).Any(diagnostic => diagnostic.IsError),
        };
    }

    private void Clear()
    {
        deps.Clear();
        options.Clear();
        variables.Clear();
        locals.Clear();
        exchanges.Clear();
        (product, retry, timeout, passed, run) = (null, null, null, null, null);
        (cache, fresh, version, publish) = (null, null, null, null);
        (each, whole) = (null, null);
    }

    private void Check(ClauseSyntax clause, string declaring)
    {
        switch (clause)
        {
            case ClauseSyntax.Needs needs:
                CheckDep(needs, declaring);
                break;
            case ClauseSyntax.Option option:
                CheckOption(option);
                break;
            case ClauseSyntax.PassThrough env:
                passed = env;
                variables.AddRange(env.Variables.Select(variable => new PassedVariableDeclaration(variable.Name.Text, variable.IsMeta)));
                break;
            case ClauseSyntax.Product made:
                product = Only("product", product, made);
                break;
            case ClauseSyntax.Retry again:
                retry = Only("retry", retry, again);
                break;
            case ClauseSyntax.Timeout limit:
                timeout = Only("timeout", timeout, limit);
                break;
            case ClauseSyntax.Cache where:
                cache = Only("cache", cache, where);
                break;
            case ClauseSyntax.Fresh age:
                fresh = Only("fresh", fresh, age);
                break;
            case ClauseSyntax.Version stands:
                version = Only("version", version, stands);
                break;
            case ClauseSyntax.Publish place:
                publish = Only("publish", publish, place);
                break;
            default:
                run = Only("run", run, clause);
                break;
        }
    }

    private void CheckTogether(string name, bool makesNothing)
    {
        if (passed is not null && run is not ClauseSyntax.RunScript)
            diagnostics.Add(CheckErrors.EnvWithoutScript(names.At(passed.Span)));
        if (run is not ClauseSyntax.RunScript)
            exchanges.RefuseFormats();
        if (product is not null && run is null)
            diagnostics.Add(CheckErrors.ProductWithoutRun(names.At(product.Span), name));
        CheckKept(name, makesNothing, [("cache", cache), ("fresh", fresh), ("version", version), ("publish", publish)]);
        if (run is ClauseSyntax.RunScript script)
            CheckNames(names.FindLanguage(script.Language));
        else if (run is ClauseSyntax.RunBlock or ClauseSyntax.RunExpression && locals.TryGetValue("task", out var context))
            diagnostics.Add(CheckErrors.ReservedName(context, "task", "the context of a C# body", null));
    }

    private void CheckNames(LanguageDeclaration? language)
    {
        foreach (var (local, at) in locals)
        {
            if (product?.Name is { } name && name.Content == local + ".json")
                diagnostics.Add(CheckErrors.ProductNameOfVariable(names.At(name.Span), name.Content, local, at));
            if (ReservedNames.MeaningOf(local, language) is { } meaning)
                diagnostics.Add(CheckErrors.ReservedName(at, local, meaning, local == local.ToLowerInvariant() ? null : $"choose another name, such as '{local.ToLowerInvariant()}'"));
        }

        foreach (var variable in passed?.Variables ?? [])
        {
            if (ReservedNames.MeaningWhereSet(variable.Name.Text, language) is { } meaning)
                diagnostics.Add(CheckErrors.VariableNotPassed(names.At(variable.Name), variable.Name.Text, meaning));
        }
    }

    private void CheckKept(string name, bool makesNothing, ReadOnlySpan<(string Keyword, ClauseSyntax? Clause)> clauses)
    {
        foreach (var (keyword, clause) in clauses)
        {
            if (clause is not null && makesNothing)
                diagnostics.Add(CheckErrors.NothingToKeep(names.At(clause.Span), keyword, name));
        }

        if (fresh is not null && cache?.Mode.Text == "never")
            diagnostics.Add(CheckErrors.FreshAndNever(names.At(fresh.Span)));
    }

    private T Only<T>(string name, T? first, T clause)
        where T : ClauseSyntax
    {
        if (first is null)
            return clause;

        diagnostics.Add(CheckErrors.SecondClause(names.At(clause.Span), name, names.At(first.Span)));
        return first;
    }

    private void CheckDep(ClauseSyntax.Needs needs, string declaring)
    {
        if (names.Task(needs.Task, declaring) is not { } task)
            return;

        var local = needs.Alias ?? needs.Task with { Text = needs.Task.Last };
        if (task.Product is null && needs.Alias is { IsMissing: false } alias)
            diagnostics.Add(CheckErrors.NothingToName(names.At(alias), task.Name.Text, alias.Text));
        if (task.Product is not null)
            AddLocal(local);
        CheckUse(needs, task);
        deps.Add(new(task.Name, local.Text, needs.Each is null ? task.Product : task.Product?.Single, names.At(needs.Task)) { IsEach = needs.Each is not null, Format = exchanges.FormatOf(needs.Format, task.Product is not null, task.Name.Text) });
    }

    private void CheckUse(ClauseSyntax.Needs needs, TaskDeclaration task)
    {
        if (needs.Each is null)
        {
            whole ??= task.Product is { IsStream: true } ? needs.Task : null;
            return;
        }

        if (task.Product is not { IsStream: true } && task.Product is not { IsError: true })
            diagnostics.Add(CheckErrors.EachOfNoStream(names.At(needs.Task), task.Name.Text, task.Product, needs.Alias?.Text));
        if (each is not null)
            diagnostics.Add(CheckErrors.SecondEach(names.At(needs.Each), names.At(each)));
        each ??= needs.Each;
    }

    // Streams pass between bodies in C#; a script takes the elements of one, each in a process of its own.
    private void CheckStreams(string name)
    {
        if (run is ClauseSyntax.RunScript)
        {
            if (product is { IsStream: true })
                diagnostics.Add(CheckErrors.ScriptYields(names.At(product.Span)));
            if (whole is not null)
                diagnostics.Add(CheckErrors.ScriptTakesStream(names.At(whole), whole.Text));
        }
        else if (run is null && each is not null)
        {
            diagnostics.Add(CheckErrors.EachWithoutRun(names.At(each), name));
        }
    }

    private void CheckOption(ClauseSyntax.Option option)
    {
        var type = names.Type(option.Type);
        if (option.Name.IsMissing)
            return;

        AddLocal(option.Name);
        var (isMeta, isCompatible) = (Has(option, "meta"), Has(option, "compatible"));
        if (isCompatible && option.Default is null)
            diagnostics.Add(CheckErrors.CompatibleWithoutDefault(names.At(option.Name), option.Name.Text));
        var given = option.Default is { } value ? new LocatedValue(value.Value, names.At(value.Span)) : null;
        var source = option.Source is { } from ? exchanges.SourceOf(from) : null;
        options.Add(new(option.Name.Text, type, given, names.At(option.Name)) { Doc = option.Doc, Source = source, IsMeta = isMeta, IsCompatible = isCompatible });
    }

    private PublishDeclaration? PlaceOf(ClauseSyntax.Publish publish)
    {
        if (PublishDeclaration.WhyNot(publish.Path.Content) is not { } why)
            return new(publish.Path.Content, names.At(publish.Path.Span));

        diagnostics.Add(CheckErrors.WrongPublishPath(names.At(publish.Path.Span), why));
        return null;
    }

    private ProductName? NameOf(ClauseSyntax.Product product)
    {
        if (product.Name is not { } written)
            return null;
        if (ProductName.WhyNot(written.Content) is not { } why)
            return new(written.Content, names.At(written.Span));

        diagnostics.Add(CheckErrors.WrongProductName(names.At(written.Span), written.Content, why));
        return null;
    }

    private static bool Has(ClauseSyntax.Option option, string modifier)
    {
        foreach (var written in option.Modifiers)
        {
            if (written.Text == modifier)
                return true;
        }

        return false;
    }

    private void AddLocal(NameSyntax name)
    {
        names.CheckLength(name);
        if (!locals.TryAdd(name.Text, names.At(name)))
            diagnostics.Add(CheckErrors.LocalNameUsedTwice(names.At(name), name.Text, locals[name.Text]));
    }

    private BodyDeclaration? BodyOf(ClauseSyntax run)
    {
        switch (run)
        {
            case ClauseSyntax.RunExpression expression:
                return new BodyDeclaration.Expression(new(module.Source, expression.Code));
            case ClauseSyntax.RunBlock block:
                return new BodyDeclaration.Block(new(module.Source, block.Code));
            case ClauseSyntax.RunScript script:
                var language = names.Language(script.Language);
                if (script.Script.Content.Contains('\0'))
                    diagnostics.Add(CheckErrors.ScriptWithNul(names.At(script.Script.Span)));
                return new BodyDeclaration.Script(language?.Name ?? new(script.Language.Text), script.Script.Content, names.At(script.Script.Span));
            default:
                return null;
        }
    }

    private CacheMode ModeOf(NameSyntax mode)
    {
        foreach (var known in Enum.GetValues<CacheMode>())
        {
            if (mode.Text == known.ToString().ToLowerInvariant())
                return known;
        }

        diagnostics.Add(CheckErrors.UnknownMode(names.At(mode), mode.Text, Suggestion.For(mode.Text, ["auto", "memory", "disk", "never"])));
        return CacheMode.Auto;
    }

    private RetryDeclaration? RetryOf(ClauseSyntax.Retry retry)
    {
        var backoff = retry.Backoff is null ? TimeSpan.Zero : PositiveDuration("backoff", retry.Backoff);
        var longest = retry.Longest is null ? null : PositiveDuration("to", retry.Longest);
        if (retry.Times.Value is DagValue.Whole(var times) && times >= 0 && times <= 1000)
            return new((int)times, backoff ?? TimeSpan.Zero, longest, retry.HasJitter);

        diagnostics.Add(WrongValue("retry", "a whole number from 0 to 1000", retry.Times));
        return null;
    }

    private TimeSpan? PositiveDuration(string clause, ValueSyntax value)
    {
        if (value.Value is DagValue.Duration(var length) && length > TimeSpan.Zero)
            return length;

        diagnostics.Add(WrongValue(clause, "a duration such as 30s", value));
        return null;
    }

    private Diagnostic WrongValue(string clause, string wanted, ValueSyntax given)
        => CheckErrors.WrongClauseValue(names.At(given.Span), clause, wanted, $"'{names.At(given.Span).Text}'");
}

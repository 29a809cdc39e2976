using Dag.Language.Changing;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Loading;

/// <summary>
/// Checks one file against what was declared before it and adds what it declares. Knows no files: what is imported has been read
/// and made visible in the scope.
/// </summary>
internal sealed class ModuleChecker
{
    // A value is checked against each type above its own, and its C# type has one name in another for each list.
    private const int MostTypesDeep = 200;

    private readonly SyntaxTree tree;
    private readonly ModuleDeclaration module;
    private readonly NameResolver names;
    private readonly EnvBuilder env;
    private readonly List<Diagnostic> diagnostics;
    private readonly TaskChecker tasks;
    private readonly string prefix;

    private ModuleChecker(SyntaxTree tree, ModuleDeclaration module, string prefix, Scope scope, EnvBuilder env, List<Diagnostic> diagnostics)
    {
        this.tree = tree;
        this.module = module;
        this.prefix = prefix;
        this.env = env;
        this.diagnostics = diagnostics;
        names = new(tree, scope, diagnostics);
        tasks = new(module, names, diagnostics);
    }

    /// <param name="prefix">What its names have in front in the env: <c>etl.</c> or nothing.</param>
    /// <param name="isMain">Only the main file's <c>run</c> statements count.</param>
    public static void Check(
        SyntaxTree tree, ModuleDeclaration module, string prefix, bool isMain, Scope scope, EnvBuilder env, List<Diagnostic> diagnostics)
    {
        var checker = new ModuleChecker(tree, module, prefix, scope, env, diagnostics);
        foreach (var statement in tree.Statements)
            checker.Check(statement, isMain);
    }

    private void Check(StatementSyntax statement, bool isMain)
    {
        switch (statement)
        {
            case StatementSyntax.Type type:
                Declare(type);
                break;
            case StatementSyntax.Task task:
                Declare(task);
                break;
            case StatementSyntax.Language language:
                Declare(language);
                break;
            case StatementSyntax.Set set when names.Option(set.Option) is { } option:
                env.Set(option, new(set.Value.Value, names.At(set.Value.Span)));
                break;
            case StatementSyntax.Change change:
                Apply(change);
                break;
            case StatementSyntax.Run run:
                Declare(run, isMain);
                break;
            case StatementSyntax.Ask ask:
                Declare(ask, isMain);
                break;
        }
    }

    private ChangeChecker Changes() => new(names, module, tasks, env.ToGraph(), env.States, tree.Source, diagnostics);

    private void Apply(StatementSyntax.Change change)
    {
        if (Changes().Apply(change.What) is not { } made)
            return;

        env.Adopt(made);
        names.Scope.Follow(made.Env, made.Touched);
    }

    private void Declare(StatementSyntax.Type syntax)
    {
        var type = new DagType(new(prefix + syntax.Name.Text), FormOf(syntax), names.At(syntax.Name))
        {
            Doc = syntax.Doc,
            Predicates = PredicatesOf(syntax),
        };
        if (!IsNew(syntax.Name, "type", names.Scope.FindOwnType(syntax.Name.Text)?.At))
            return;

        names.Scope.Add(syntax.Name.Text, type);
        env.Add(type);
    }

    private TypeForm FormOf(StatementSyntax.Type syntax)
    {
        switch (syntax.Form)
        {
            case TypeFormSyntax.Of(var representation):
                return new TypeForm.Of(new(tree.Source, representation));
            case TypeFormSyntax.Child(var parent):
                var found = names.Type(parent, syntax.Name.Text);
                return found.IsError || IsTooDeep(found, syntax.Name) ? new TypeForm.Unknown() : new TypeForm.Child(found);
            case TypeFormSyntax.ListOf(var element):
                var elements = names.Type(element, syntax.Name.Text);
                return elements.IsError || IsTooDeep(elements, syntax.Name) ? new TypeForm.Unknown() : new TypeForm.ListOf(elements);
            default:
                return new TypeForm.Unknown();
        }
    }

    private bool IsTooDeep(DagType above, NameSyntax type)
    {
        if (above.Depth < MostTypesDeep)
            return false;

        diagnostics.Add(CheckErrors.TypeTooDeep(names.At(type), type.Text, MostTypesDeep));
        return true;
    }

    private EquatableList<TypePredicate> PredicatesOf(StatementSyntax.Type syntax)
    {
        var predicates = new List<TypePredicate>(1);
        if (syntax.In is { } closed)
        {
            if (closed.Values.IsEmpty)
                diagnostics.Add(CheckErrors.EmptySet(names.At(closed.Span)));
            predicates.Add(new TypePredicate.In(closed.Values.Map(value => value.Value), MessageOf(closed.Message), names.At(closed.Span)));
        }

        if (syntax.Where is { IsBroken: false } where)
            predicates.Add(new TypePredicate.Where(new(tree.Source, where.Code), MessageOf(where.Message)));
        return predicates.ToEquatableList();
    }

    private MessageTemplate? MessageOf(TextSyntax? message) => message is null ? null : new(message.Content, names.At(message.Span));

    private void Declare(StatementSyntax.Task syntax)
    {
        var task = tasks.Check(syntax, prefix);
        if (!IsNew(syntax.Name, "task", names.Scope.FindOwnTask(syntax.Name.Text)?.At))
            return;

        if (env.HasChanges && EdgeCheck.WhyNot(null, env.ToGraph().Env, task) is { } problem)
            diagnostics.Add(problem);
        names.Scope.Add(syntax.Name.Text, task);
        env.Add(task);
    }

    private void Declare(StatementSyntax.Language syntax)
    {
        if (!IsNew(syntax.Name, "language", names.Scope.FindOwnLanguage(syntax.Name.Text)?.At))
            return;

        var at = names.At(syntax.Name);
        if (!syntax.Command.IsEmpty && !syntax.Command.Any(word => word.Content.Contains("{script}") || word.Content.Contains("{text}")))
            diagnostics.Add(CheckErrors.CommandWithoutScript(at, syntax.Name.Text));
        var modules = syntax.Modules.Map(pattern => new ScriptModules(pattern.Content, names.At(pattern.Span)));
        // One that says nothing of how it runs is the one that there is, with modules.
        var known = syntax.Command.IsEmpty ? names.Language(syntax.Name) : null;
        var language = syntax.Command.IsEmpty
            ? (known ?? new(new(syntax.Name.Text), [], at)) with { Modules = [.. known?.Modules ?? [], .. modules] }
            : new LanguageDeclaration(new(syntax.Name.Text), syntax.Command.Map(word => word.Content), at) { Modules = modules };
        names.Scope.Add(syntax.Name.Text, language);
        env.Add(language);
    }

    /// <param name="first">Where this file has declared the name before.</param>
    private bool IsNew(NameSyntax name, string kind, SourceLocation? first)
    {
        if (name.IsMissing)
            return false;

        names.CheckLength(name, prefix);
        if (first is not { } earlier)
            return true;

        diagnostics.Add(CheckErrors.NameUsedTwice(names.At(name), kind, name.Text, earlier));
        return false;
    }

    private void Declare(StatementSyntax.Run syntax, bool isMain)
    {
        var targets = Changes().Find(syntax.Targets);
        var graph = env.ToGraph();
        var settings = graph.Env.Settings;
        foreach (var with in syntax.With)
        {
            if (names.Option(with.Option) is { } option)
                settings = settings.Set(option, new(with.Value.Value, names.At(with.Value.Span)));
        }

        if (isMain && targets is { } found)
            env.Add(new ScriptStep.Run(found, graph.After(graph.Env with { Settings = settings }, []), names.At(syntax.Span)));
    }

    private void Declare(StatementSyntax.Ask syntax, bool isMain)
    {
        var at = names.At(syntax.Span);
        if (syntax.What is AskSyntax.Show or AskSyntax.ShowEnv or AskSyntax.ShowType or AskSyntax.ShowTypes or AskSyntax.Plan or AskSyntax.Graph)
        {
            CheckNames(syntax.What);
            if (isMain)
                env.Add(new ScriptStep.Ask(syntax.What, env.ToGraph(), at));
            return;
        }

        var word = at.Text.Split(' ', 2)[0];
        diagnostics.Add(ChangeErrors.OnlyAtThePrompt(at with { Span = new(at.Span.Start, word.Length) }, word));
    }

    private void CheckNames(AskSyntax asked)
    {
        switch (asked)
        {
            case AskSyntax.Show(QuerySyntax.Named(var name)) when IsTypeOrOption(name.Text):
                break;
            case AskSyntax.Show(var tasks):
                Changes().Check(tasks);
                break;
            case AskSyntax.Plan({ } tasks):
                Changes().Check(tasks);
                break;
            case AskSyntax.Graph({ } tasks, _):
                Changes().Check(tasks);
                break;
            case AskSyntax.ShowType(var type):
                names.Type(type);
                break;
        }
    }

    private bool IsTypeOrOption(string name)
        => names.Scope.FindType(name) is not null
            || (OptionName.OfWritten(name) is { } option && names.Scope.FindTask(option.Task.Text)?.FindOption(option.Name) is not null);
}

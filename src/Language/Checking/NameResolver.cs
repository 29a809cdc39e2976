using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Checking;

/// <summary>Finds what the names of one file stand for, and says once of each that stands for nothing what it may have meant.</summary>
internal sealed class NameResolver(SyntaxTree tree, Scope scope, List<Diagnostic> diagnostics)
{
    // A task's and an option's are names of files, which may have 255 bytes, with something behind them.
    private const int Longest = 200;

    private Dictionary<string, NameSyntax>? later;

    public Scope Scope => scope;

    public Suggestions Suggestions { get; } = new();

    public SourceLocation At(TextSpan span) => new(tree.Source, span);

    public SourceLocation At(NameSyntax name) => At(name.Span);

    /// <summary>Says of a name that is declared that it is too long, where it is.</summary>
    /// <param name="prefix">What it has in front in the env.</param>
    public void CheckLength(NameSyntax name, string prefix = "")
    {
        if (prefix.Length + name.Text.Length > Longest)
            diagnostics.Add(CheckErrors.NameTooLong(At(name), prefix + name.Text, Longest));
    }

    /// <summary>The type of that name, or the error type once the mistake has been said.</summary>
    public DagType Type(NameSyntax name, string declaring = "")
    {
        if (name.IsMissing)
            return DagType.Error;

        if (scope.FindType(name.Text) is { } type)
            return type;

        diagnostics.Add(TooEarly("type", name, declaring) ?? CheckErrors.UnknownType(At(name), name.Text, Suggestions.For(name.Text, scope.TypeNames)));
        return DagType.Error;
    }

    public TaskDeclaration? Task(NameSyntax name) => Task(name, "");

    /// <summary>The task of that name, or null once the mistake has been said.</summary>
    public TaskDeclaration? Task(NameSyntax name, string declaring)
    {
        if (name.IsMissing)
            return null;

        if (scope.FindTask(name.Text) is { } task)
            return task;

        // Written with a hyphen, which has been said: what it was meant to be is a guess.
        if (At(name).Text.Contains('-'))
            return null;

        diagnostics.Add(TooEarly("task", name, declaring) ?? CheckErrors.UnknownTask(At(name), name.Text, OptionHint.For(name.Text, scope.FindTask) ?? Suggestions.For(name.Text, scope.TaskNames)));
        return null;
    }

    /// <summary>The option that is written <c>task.option</c>, or null once the mistake has been said.</summary>
    public OptionName? Option(NameSyntax written)
    {
        if (written.IsMissing)
            return null;

        var dot = written.Text.LastIndexOf('.');
        if (dot < 0)
        {
            diagnostics.Add(CheckErrors.NotAnOption(At(written), written.Text, scope.FindTask(written.Text) is { } owner ? OptionHint.ListOf(owner) : $"an option is set of its task: set TASK.{written.Text} = VALUE"));
            return null;
        }

        var (taskName, option, start) = (written.Text[..dot], written.Text[(dot + 1)..], written.Span.Start);
        if (Task(new(taskName, new(start, dot))) is not { } task)
            return null;
        if (task.FindOption(option) is not null)
            return new(task.Name, option);

        var at = At(new TextSpan(start + dot + 1, option.Length));
        diagnostics.Add(CheckErrors.UnknownOption(at, taskName, option, Suggestions.For(option, task.Options.Select(known => known.Name))));
        return null;
    }

    public LanguageDeclaration? Language(NameSyntax name)
    {
        if (name.IsMissing)
            return null;

        if (scope.FindLanguage(name.Text) is { } language)
            return language;

        diagnostics.Add(CheckErrors.UnknownLanguage(At(name), name.Text, Suggestions.For(name.Text, scope.LanguageNames)));
        return null;
    }

    /// <summary>Without a word where there is none.</summary>
    public LanguageDeclaration? FindLanguage(NameSyntax name) => scope.FindLanguage(name.Text);

    private Diagnostic? TooEarly(string kind, NameSyntax name, string declaring)
    {
        if (name.Text == declaring)
            return CheckErrors.UsesItself(At(name), kind, name.Text);

        return Later(kind, name) is { } defined ? CheckErrors.NotYetDefined(At(name), kind, name.Text, At(defined)) : null;
    }

    // What is declared above and yet not there has been renamed or removed since.
    private NameSyntax? Later(string kind, NameSyntax name)
    {
        later ??= NamesDeclared();
        return later.TryGetValue($"{kind} {name.Text}", out var declared) && declared.Span.Start > name.Span.Start ? declared : null;
    }

    private Dictionary<string, NameSyntax> NamesDeclared()
    {
        var declared = new Dictionary<string, NameSyntax>();
        foreach (var statement in tree.Statements)
        {
            if (statement is StatementSyntax.Type type)
                declared.TryAdd("type " + type.Name.Text, type.Name);
            else if (statement is StatementSyntax.Task task)
                declared.TryAdd("task " + task.Name.Text, task.Name);
        }

        return declared;
    }
}

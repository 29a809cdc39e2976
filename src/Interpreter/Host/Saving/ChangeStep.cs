using Dag.Language.Declarations;
using Dag.Language.Syntax;

namespace Dag.Interpreter.Host.Saving;

/// <summary>A change that was taken: the statement as it was written, and the envs before and after it.</summary>
internal sealed record ChangeStep(SyntaxTree Tree, StatementSyntax Statement, Env Before, Env After);

/// <summary>The one thing of an env that a change is about, where it is about one thing: an option, a pin, a body, whether a task is disabled.</summary>
internal abstract record ChangeKey
{
    private ChangeKey()
    {
    }

    public sealed record Setting(string Option) : ChangeKey;

    public sealed record Pin(string Task) : ChangeKey;

    public sealed record Ability(string Task) : ChangeKey;

    public sealed record Body(string Task) : ChangeKey;

    /// <summary>Null where it is about more, or about names themselves.</summary>
    public static ChangeKey? Of(StatementSyntax statement) => statement switch
    {
        StatementSyntax.Set set => new Setting(set.Option.Text),
        StatementSyntax.Change change => Of(change.What),
        _ => null,
    };

    /// <summary>Whether two envs have the same there.</summary>
    public bool IsSame(Env a, Env b) => this switch
    {
        Setting(var option) => Find(a, option) == Find(b, option),
        Pin(var task) => a.Pins.TryGet(new(task), out var left) == b.Pins.TryGet(new(task), out var right) && left == right,
        Ability(var task) => a.Disabled.ContainsKey(new(task)) == b.Disabled.ContainsKey(new(task)),
        Body(var task) => ReferenceEquals(a.FindTask(new(task)), b.FindTask(new(task))),
        _ => false,
    };

    private static ChangeKey? Of(ChangeSyntax change) => change switch
    {
        ChangeSyntax.Unset(var option) => new Setting(option.Text),
        ChangeSyntax.PinValue(var task, _) => new Pin(task.Text),
        ChangeSyntax.PinCode(var task, _) => new Pin(task.Text),
        ChangeSyntax.Unpin(QuerySyntax.Named(var task)) => new Pin(task.Text),
        ChangeSyntax.Disable(QuerySyntax.Named(var task)) => new Ability(task.Text),
        ChangeSyntax.Enable(QuerySyntax.Named(var task)) => new Ability(task.Text),
        ChangeSyntax.Override(var task) => new Body(task.Name.Text),
        _ => null,
    };

    private static LocatedValue? Find(Env env, string option)
        => OptionName.OfWritten(option) is { } name && env.Settings.TryGet(name, out var value) ? value : null;
}

using Dag.Interpreter.Plans.Binding;
using Dag.Language.Declarations;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>An option as it stands in an env: its value as written, and where that comes from. Without a value it has to be given.</summary>
public sealed record OptionView(OptionName Name, OptionDeclaration Declaration, DagValue? Value, ValueOrigin? Origin)
{
    public static OptionView Of(Env env, TaskName task, OptionDeclaration option)
    {
        var name = new OptionName(task, option.Name);
        if (env.Settings.TryGet(name, out var set))
            return new(name, option, set.Value, new ValueOrigin.Setting(set.At));

        if (option.Source is { } source)
            return new(name, option, option.Default?.Value, new ValueOrigin.Source(source));

        return new(name, option, option.Default?.Value, option.Default is { } usual ? new ValueOrigin.Default(usual.At) : null);
    }
}

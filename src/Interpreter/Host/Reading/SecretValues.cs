using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Reading;

/// <summary>The texts of secret values as they are written in an env, given for a run, and bound in an invocation.</summary>
internal static class SecretValues
{
    public static IEnumerable<string> In(Env env)
    {
        foreach (var task in env.Tasks.Values)
        {
            foreach (var option in task.Options.ToArray())
            {
                if (option.Default is { } usual && Secrecy.Hides(option.Type))
                    foreach (var text in Secrecy.TextsOf(usual.Value))
                        yield return text;
            }
        }

        foreach (var (name, set) in env.Settings)
        {
            if (env.FindTask(name.Task)?.FindOption(name.Name) is { } option && Secrecy.Hides(option.Type))
                foreach (var text in Secrecy.TextsOf(set.Value))
                    yield return text;
        }

        foreach (var (name, pin) in env.Pins)
        {
            if (pin is PinDeclaration.Literal(var given) && env.FindTask(name)?.Product is { } product && Secrecy.Hides(product))
                foreach (var text in Secrecy.TextsOf(given.Value))
                    yield return text;
        }
    }

    /// <summary>Those of flags, whether their values fit or not.</summary>
    public static IEnumerable<string> In(Env env, IEnumerable<OptionArgument> given)
    {
        foreach (var each in given)
        {
            var tasks = each.Task is { } name ? env.FindTask(new(name)) is { } one ? [one] : [] : env.Tasks.Values;
            if (tasks.Any(task => task.FindOption(each.Option) is { } option && Secrecy.Hides(option.Type)))
            {
                foreach (var text in each.Texts)
                    yield return text;
            }
        }
    }

    /// <summary>Those of files of values, whether their values fit or not.</summary>
    public static IEnumerable<string> In(Env env, IEnumerable<SourceText> files)
    {
        foreach (var (name, value) in new FileValues(env, files, []).All)
        {
            if (env.FindTask(name.Task)?.FindOption(name.Name) is { } option && Secrecy.Hides(option.Type))
                foreach (var text in Secrecy.TextsOf(value.Value.Value))
                    yield return text;
        }
    }

    public static IEnumerable<string> In(Invocation invocation)
    {
        foreach (var task in invocation.Tasks.ToArray())
        {
            foreach (var option in task.Options.ToArray())
            {
                if (Secrecy.Hides(option.Declaration.Type))
                    foreach (var text in Secrecy.TextsOf(option.Value))
                        yield return text;
            }

            if (task is { Given: { } product, Declaration.Product: { } type } && Secrecy.Hides(type))
                foreach (var text in Secrecy.TextsOf(product))
                    yield return text;
        }
    }
}

using System.CommandLine;

namespace Dag.Repl.CommandLine;

/// <summary>Shows the table of verbs as help. Only who asks for help pays for the library that lays it out.</summary>
internal static class CommandHelp
{
    public static int Show(Verb? verb) => Root().Parse(verb is null ? ["--help"] : [verb.Name, "--help"]).Invoke();

    private static RootCommand Root()
    {
        var root = new RootCommand("dag runs graphs of tasks: typed, checked before they run, written in C# and shell.");
        foreach (var verb in Verbs.All)
            root.Subcommands.Add(CommandOf(verb));
        return root;
    }

    private static Command CommandOf(Verb verb)
    {
        var command = new Command(verb.Name, verb.About);
        foreach (var operand in verb.Operands)
            command.Arguments.Add(new Argument<string[]>(operand.Name) { Description = operand.About, Arity = ArityOf(operand) });
        foreach (var flag in verb.Flags)
            command.Options.Add(OptionOf(flag));
        if (verb.TakesOptionsOfTargets)
            command.Options.Add(new Option<string>("--OPTION") { Description = "an option of the targets: --components 3 (without a value: true)", HelpName = "VALUE" });
        return command;
    }

    private static ArgumentArity ArityOf(Operand operand) => (operand.IsRequired, operand.IsMany) switch
    {
        (true, true) => ArgumentArity.OneOrMore,
        (true, false) => ArgumentArity.ExactlyOne,
        (false, true) => ArgumentArity.ZeroOrMore,
        (false, false) => ArgumentArity.ZeroOrOne,
    };

    private static Option OptionOf(Flag flag)
    {
        string[] aliases = flag.Short is { } name ? [name] : [];
        return flag.Value is { } value
            ? new Option<string>(flag.Name, aliases) { Description = flag.About, HelpName = value }
            : new Option<bool>(flag.Name, aliases) { Description = flag.About };
    }
}

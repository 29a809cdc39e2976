namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A change of what a generated program means, of one kind.</summary>
internal static class AnyEdit
{
    /// <summary>Each kind by its name: another program, or the same where there is nothing of that kind to change.</summary>
    public static readonly IReadOnlyDictionary<string, Func<AnyProgram, Random, AnyProgram>> Kinds = new Dictionary<string, Func<AnyProgram, Random, AnyProgram>>
    {
        ["an option's default"] = (program, random) => OfOption(program, random, option => option.Type is "N" or "D" or "S", option => option with { Default = option.Type == "S" ? "\"new\"" : "77" }),
        ["an option's value"] = (program, random) => OfOption(program, random, option => option.Type is "N" or "D", option => option with { Given = "78" }),
        ["an option's type"] = (program, random) => OfOption(program, random, option => option.Type == "N", option => option with { Type = "D" }),
        ["an option's name"] = (program, random) => OfOption(program, random, _ => true, option => option with { Name = $"{option.Name}_new" }),
        ["an option that is no longer meta"] = (program, random) => OfOption(program, random, option => option.IsMeta, option => option with { IsMeta = false }),
        ["an option that is no longer compatible"] = (program, random) => OfOption(program, random, option => option.IsCompatible, option => option with { IsCompatible = false }),
        ["another option"] = (program, random) => OfTask(program, random, _ => true, task => task with { Options = [.. task.Options, new("added", "S", "\"\"")] }),
        ["one option less"] = (program, random) => OfTask(program, random, task => task.Options.Length > 0, task => task with { Options = task.Options[1..] }),
        ["a secret"] = (program, random) => OfOption(program, random, option => option.Type == "K", option => option with { Default = "\"other\"" }),
        ["a file"] = (program, _) => program with { File = "4\n" },
        ["a token of the body"] = (program, random) => OfTask(program, random, _ => true, task => task with { Number = task.Number + 1 }),
        ["the form of the body"] = (program, random) => OfTask(program, random, task => task.Body == AnyTask.Form.Expression, task => task with { Body = AnyTask.Form.Block }),
        ["the language of the body"] = (program, random) => OfTask(program, random, task => task.Body == AnyTask.Form.Shell, task => task with { Body = AnyTask.Form.Tool, Variables = [] }),
        ["a use of a member"] = (program, random) => OfTask(program, random, task => task.Uses.Length > 0, task => task with { Uses = task.Uses[1..] }),
        ["a member"] = (program, random) => OfMember(program, random, _ => true, member => member with { Number = member.Number + 1 }),
        ["what a member uses"] = (program, random) => OfMember(program, random, member => member.Uses.Length > 0, member => member with { Uses = member.Uses[1..] }),
        ["the order of first values"] = Swap,
        ["a using"] = (program, _) => program with { Usings = [.. program.Usings, "System.Threading"] },
        ["a using of the library"] = (program, _) => program with { LibraryUsings = [.. program.LibraryUsings, "System.Threading"] },
        ["the command of a language"] = (program, _) => program with { Tool = [.. program.Tool, "-c"] },
        ["a version"] = (program, random) => OfTask(program, random, _ => true, task => task with { Version = task.Version + "3" }),
        ["no version"] = (program, random) => OfTask(program, random, task => task.Version is not null, task => task with { Version = null }),
        ["a dep's name in the body"] = (program, random) => OfTask(program, random, task => task.Deps.Length > 0, task => task with { Deps = [task.Deps[0] with { Local = "z" }, .. task.Deps[1..]] }),
        ["a dep's product"] = (program, random) => OfTask(program, random, _ => true, task => task with { Made = task.Made + " anew" }),
        ["one dep less"] = (program, random) => OfTask(program, random, task => task.Deps.Length > 0, task => task with { Deps = task.Deps[1..] }),
        ["the product's type"] = (program, random) => OfTask(program, random, task => task.Product is "P" or "Q", task => task with { Product = "T" }),
        ["a variable of the caller's"] = (program, random) => program with { Variables = new Dictionary<string, string>(program.Variables) { ["CC"] = "tcc" } },
        ["a variable that is gone"] = (program, random) => program with { Variables = new Dictionary<string, string>() },
        ["a variable that is no longer meta"] = (program, random) => OfTask(program, random, task => task.Variables.Any(variable => variable.IsMeta), task => task with { Variables = [.. task.Variables.Select(variable => (variable.Name, false))] }),
        ["an assembly"] = (program, _) => program with { Reference = program.Reference + " anew" },
    };

    private static AnyProgram OfTask(AnyProgram program, Random random, Func<AnyTask, bool> fits, Func<AnyTask, AnyTask> change)
    {
        var fitting = program.Tasks.Where(fits).ToArray();
        if (fitting.Length == 0)
            return program;

        var chosen = fitting[random.Next(fitting.Length)];
        return program with { Tasks = [.. program.Tasks.Select(task => task == chosen ? change(task) : task)] };
    }

    private static AnyProgram OfOption(AnyProgram program, Random random, Func<AnyOption, bool> fits, Func<AnyOption, AnyOption> change)
        => OfTask(program, random, task => task.Options.Any(fits), task => task with { Options = Replaced(task.Options, Array.FindIndex(task.Options, option => fits(option)), change) });

    private static AnyProgram OfMember(AnyProgram program, Random random, Func<AnyMember, bool> fits, Func<AnyMember, AnyMember> change)
    {
        var fitting = program.Members.Where(fits).ToArray();
        return fitting.Length == 0 ? program : program with { Members = Replaced(program.Members, Array.IndexOf(program.Members, fitting[random.Next(fitting.Length)]), change) };
    }

    private static AnyProgram Swap(AnyProgram program, Random random)
    {
        var isInLibrary = random.Next(2) == 0;
        var fields = program.Members.Where(member => member.Kind == AnyMember.Sort.Field && member.IsInLibrary == isInLibrary).ToArray();
        if (fields.Length < 2)
            return program;

        var (first, second) = (Array.IndexOf(program.Members, fields[0]), Array.IndexOf(program.Members, fields[1]));
        var members = program.Members.ToArray();
        (members[first], members[second]) = (members[second], members[first]);
        return program with { Members = members };
    }

    private static T[] Replaced<T>(T[] all, int at, Func<T, T> change) => [.. all[..at], change(all[at]), .. all[(at + 1)..]];
}

using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Types;
using Dag.Language.Values;
using Dag.Repl.Rendering;

namespace Dag.Repl.Editing;

/// <summary>Lists of what an env has names for, each as long as a person may want to look through.</summary>
internal sealed class NameLists(EnvNames names)
{
    private const int Most = 200;

    /// <summary>Whether a list was cut off.</summary>
    public bool IsCut { get; private set; }

    public IEnumerable<Candidate> Tasks(string beginning)
        => Bounded(Near(beginning).Select(task => new Candidate(task.Name.Text, About(task))));

    /// <summary>Options, written with their tasks.</summary>
    public IEnumerable<Candidate> Options(string beginning)
        => OptionName.OfWritten(beginning) is { } written && FindTask(written.Task.Text) is { } task ? OptionsOf(task) : Bounded(Near(beginning).SelectMany(OptionsOf));

    public static IEnumerable<Candidate> OptionsOf(TaskDeclaration task)
        => task.Options.Select(option => new Candidate($"{task.Name}.{option.Name}", Joined($"{option.Type}{(option.Default is null ? ", required" : "")}", option.Doc)));

    /// <summary>The names of options, without their tasks.</summary>
    public IEnumerable<Candidate> OptionNames()
        => Bounded(Near("").Take(Most * 10).SelectMany(task => task.Options).DistinctBy(option => option.Name).Select(option => new Candidate(option.Name, option.Type.ToString())));

    public IEnumerable<Candidate> Types()
        => names.Types.Select(name => names.Env.FindType(new(name)) is { Doc: { } doc } ? new Candidate(name, doc) : new Candidate(name));

    public IEnumerable<Candidate> Languages() => names.Env.Languages.Values.Select(language => new Candidate(language.Name.Text));

    /// <summary>What may be written where a value of an option is wanted.</summary>
    public IEnumerable<Candidate> ValuesOfOption(string name)
        => OptionName.OfWritten(name) is { } written && FindTask(written.Task.Text)?.FindOption(written.Name) is { } option ? Values(option.Type) : [];

    public IEnumerable<Candidate> ValuesOfProduct(string task) => FindTask(task)?.Product is { } type ? Values(type) : [];

    public IEnumerable<Candidate> ValuesOfType(string type) => names.Env.FindType(new(type)) is { } known ? Values(known) : [];

    private static IEnumerable<Candidate> Values(DagType type)
    {
        if (Secrecy.Hides(type))
            return [];

        foreach (var ancestor in type.Lineage())
        {
            if (ancestor.Predicates.OfType<TypePredicate.In>().FirstOrDefault() is { } closed)
                return closed.Values.Select(value => new Candidate(ValuePrinter.Print(value), type.ToString()));
            if (ancestor.Form is TypeForm.ListOf(var element))
                return Values(element);
        }

        return type.Root.Form is not TypeForm.Of(var made) ? [] : made.Text switch
        {
            "bool" => [new("true"), new("false")],
            "DagFile" => [new("file \"", "a file by its path")],
            "DagFolder" => [new("folder \"", "a folder by its path")],
            _ => [],
        };
    }

    private TaskDeclaration? FindTask(string name) => names.Env.FindTask(new(name));

    // Of few tasks all, so that a part in the middle of a name finds it; of many those that begin so.
    private IEnumerable<TaskDeclaration> Near(string beginning) => names.TasksFrom(names.TaskCount <= Most ? "" : beginning);

    private List<Candidate> Bounded(IEnumerable<Candidate> candidates)
    {
        var list = candidates.Take(Most + 1).ToList();
        if (list.Count <= Most)
            return list;

        IsCut = true;
        list.RemoveAt(Most);
        return list;
    }

    private static string About(TaskDeclaration task)
        => Joined($"{(task.Product is null ? "" : "product ")}{TaskText.Product(task)}", task.Doc);

    private static string Joined(string what, string? doc) => doc is null ? what : $"{what}\n{doc}";
}

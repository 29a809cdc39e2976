using Dag.Interpreter.Bodies;
using Dag.Interpreter.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Invoking;

/// <summary>Gives an option the value of a literal or a flag: bound to its type, its files there, its predicates kept. What is wrong is said once.</summary>
internal sealed class OptionBinder(CompiledProgram program, List<Diagnostic> diagnostics)
{
    private readonly TypeChecker types = new(program);

    public BoundOption? Bind(OptionName name, OptionDeclaration option, LocatedValue literal, ValueOrigin origin, bool filesMustExist)
    {
        var binder = new ValueBinder(FolderOf(literal.At.Source));
        return Accept(name, option, binder.Bind(literal.Value, program.RepresentationOf(option.Type)), origin, literal.At, filesMustExist);
    }

    public BoundOption? Bind(OptionName name, OptionDeclaration option, GivenOption given)
    {
        var typed = Secrecy.Hides(option.Type) ? given.TypedWithoutValue : given.Typed;
        return Accept(name, option, FlagReader.Read(given.Text, program.RepresentationOf(option.Type)), new ValueOrigin.Flag(typed), null, filesMustExist: true);
    }

    private static string FolderOf(SourceText source) => Path.GetDirectoryName(Path.GetFullPath(source.Path)) ?? Environment.CurrentDirectory;

    private BoundOption? Accept(OptionName name, OptionDeclaration option, Binding binding, ValueOrigin origin, SourceLocation? at, bool filesMustExist)
    {
        var described = origin.Describe();
        if (!binding.Fits)
        {
            diagnostics.Add(InvokingErrors.DoesNotFit(at, name, option.Type, described, Secrecy.Hides(option.Type) ? Binding.Not("the value cannot be read as one") : binding));
            return null;
        }

        if (filesMustExist && MissingPath(name, binding.Value, described, at) is { } missing)
        {
            diagnostics.Add(missing);
            return null;
        }

        if (PredicatesCanRun(binding.Value) && types.Check(binding.Value, option.Type) is { } failure)
        {
            diagnostics.Add(InvokingErrors.Refused(at, name, described, failure));
            return null;
        }

        return new(option, binding.Value, origin);
    }

    // A default may name a file that is made only later: its predicates wait until it is asked for.
    private static bool PredicatesCanRun(ClrValue value) => value.Raw switch
    {
        DagFile file => File.Exists(file.Path),
        DagFolder folder => Directory.Exists(folder.Path),
        _ => true,
    };

    private static Diagnostic? MissingPath(OptionName name, ClrValue value, string origin, SourceLocation? at)
    {
        if (value.Raw is DagFile file && !File.Exists(file.Path))
            return InvokingErrors.NoSuchFile(at, name, origin, file.Path, NearName(file.Path));
        return value.Raw is DagFolder folder && !Directory.Exists(folder.Path) ? InvokingErrors.NoSuchFolder(at, name, origin, folder.Path) : null;
    }

    private static string? NearName(string path)
    {
        var folder = Path.GetDirectoryName(path);
        try
        {
            return Directory.Exists(folder)
                ? Suggestion.For(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal))
                : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

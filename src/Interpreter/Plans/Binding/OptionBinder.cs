using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>Gives an option the value of a literal or a flag: bound to its type, its files there, its predicates kept. What is wrong is said once.</summary>
/// <param name="withPredicates">Without, values are bound but no code of the program runs.</param>
/// <param name="mustBeBound">Without, values that only code of the program could make are passed over where none of it may run.</param>
/// <param name="filesMustExist">Without, a file may still have to be made, and what is asked of it waits until then.</param>
internal sealed class OptionBinder(CompiledCode program, List<Diagnostic> diagnostics, bool withPredicates = true, bool filesMustExist = true, bool mustBeBound = true)
{
    private readonly TypeChecker types = new(program);
    private readonly FlagReader flags = new(Environment.CurrentDirectory);
    private (SourceText? Source, ValueBinder Binder) last = (null, new(Environment.CurrentDirectory));

    public BoundOption? BindDefault(TaskDeclaration task, OptionDeclaration option, LocatedValue literal)
        => IsLeftOut(literal.At, task, option) ? null : Accept(task, option, BindingOf(option, literal), new ValueOrigin.Default(literal.At));

    public BoundOption? BindSetting(TaskDeclaration task, OptionDeclaration option, LocatedValue literal)
        => IsLeftOut(literal.At, task, option) ? null : Accept(task, option, BindingOf(option, literal), new ValueOrigin.Setting(literal.At));

    /// <summary>The value of a file that was given with <c>--with</c>.</summary>
    public BoundOption? BindValue(TaskDeclaration task, OptionDeclaration option, FileValue given)
    {
        if (IsLeftOut(given.Value.At, task, option))
            return null;

        ValidationProgress.OfThread?.Begin(option.Type);
        var binder = given.IsJson ? new ValueBinder(FolderOf(given.Value.At.Source), isJson: true) : BinderOf(given.Value.At.Source);
        return Accept(task, option, binder.Bind(given.Value.Value, program.AnnotationOf(option.Type).OrNull()), new ValueOrigin.Values(given.Value.At));
    }

    /// <summary>The text that an option's own source gave. A relative path in it is relative to the file that names the source.</summary>
    public BoundOption? BindSourced(TaskDeclaration task, OptionDeclaration option, OptionSource source, string text)
    {
        if (IsLeftOut(source.At, task, option))
            return null;

        ValidationProgress.OfThread?.Begin(option.Type);
        var type = program.AnnotationOf(option.Type).OrNull();
        var binding = type.Type == typeof(string) ? BindResult.Of(text) : new FlagReader(FolderOf(source.At.Source)).Read(text, type);
        return Accept(task, option, binding, new ValueOrigin.Source(source));
    }

    public BoundOption? BindGiven(TaskDeclaration task, OptionDeclaration option, OptionArgument given)
    {
        if (IsLeftOut(null, task, option))
            return null;

        ValidationProgress.OfThread?.Begin(option.Type);
        var type = program.AnnotationOf(option.Type).OrNull();
        var origin = new ValueOrigin.Flag(Secrecy.Hides(option.Type) ? given.TypedWithoutValue : FlagReader.IsList(type.Type) ? given.TypedWhole : given.Typed);
        return Accept(task, option, flags.Read(given, type), origin);
    }

    /// <summary>A product given by hand.</summary>
    public ClrValue? BindPin(TaskDeclaration task, LocatedValue literal)
    {
        if (task.Product is not { } type || (!withPredicates && program.IsMadeByOwnCode(type)))
            return null;

        SourceLocation? at = Secrecy.Hides(type) ? null : literal.At;
        ValidationProgress.OfThread?.Begin(type);
        var binding = BinderOf(literal.At.Source).Bind(literal.Value, program.AnnotationOf(type));
        if (!binding.Fits)
            diagnostics.Add(InvokingErrors.PinDoesNotFit(at, task.Name, type, at is null ? BindResult.Not("it does not fit the type") : binding));
        else if (MissingFiles.FindMissing(binding.Value) is { } missing && MissingFiles.FindOther(missing) is { } what)
            diagnostics.Add(InvokingErrors.PinDoesNotFit(at, task.Name, type, BindResult.Not($"'{PathBytes.Shown(MissingFiles.PathOf(missing))}' is {what}")));
        else if (withPredicates && MissingFiles.FindMissing(binding.Value) is null && types.Check(binding.Value, type) is { } failure)
            diagnostics.Add(InvokingErrors.PinRefused(at, task.Name, failure));
        else
            return binding.Value;
        return null;
    }

    private BindResult BindingOf(OptionDeclaration option, LocatedValue literal)
    {
        ValidationProgress.OfThread?.Begin(option.Type);
        return BinderOf(literal.At.Source).Bind(literal.Value, program.AnnotationOf(option.Type).OrNull());
    }

    // Whether the value would be made by C# that must not run; where it has to be there, that is said.
    private bool IsLeftOut(SourceLocation? at, TaskDeclaration task, OptionDeclaration option)
    {
        if (withPredicates || !program.IsMadeByOwnCode(option.Type))
            return false;

        if (mustBeBound)
            diagnostics.Add(InvokingErrors.NeedsCode(Secrecy.Hides(option.Type) ? null : at, new(task.Name, option.Name), option.Type));
        return true;
    }

    // Most literals stand in one file.
    private ValueBinder BinderOf(SourceText source)
    {
        if (last.Source != source)
            last = (source, new(FolderOf(source)));
        return last.Binder;
    }

    private static string FolderOf(SourceText source) => Path.GetDirectoryName(Path.GetFullPath(source.Path)) ?? Environment.CurrentDirectory;

    private BoundOption? Accept(TaskDeclaration task, OptionDeclaration option, BindResult binding, ValueOrigin origin)
    {
        var name = new OptionName(task.Name, option.Name);
        // A place is shown with its line, and on the line of a secret stands the secret.
        var isSecret = Secrecy.Hides(option.Type);
        var at = isSecret && origin is not ValueOrigin.Source ? null : origin.Place;
        if (!binding.Fits)
            return Refuse(InvokingErrors.DoesNotFit(at, name, origin.Describe(), isSecret ? BindResult.Not("it does not fit the type") : binding));

        if (task.Body is BodyDeclaration.Script && binding.Value.Raw is string text && TextFault.WhyNoVariable(text) is { } why)
            return Refuse(InvokingErrors.NoVariable(at, name, origin.Describe(), why));

        var missing = MissingFiles.FindMissing(binding.Value);
        if (missing is { } other && MissingFiles.FindOther(other) is { } what)
            return Refuse(InvokingErrors.NotAFile(at, name, origin.Describe(), what, MissingFiles.PathOf(other), isFolder: other.Raw is DagFolder));
        if (filesMustExist && missing is { } path)
            return Refuse(MissingFiles.Refuse(name, path, origin.Describe(), at));
        if (withPredicates && missing is null && types.Check(binding.Value, option.Type) is { } failure)
            return Refuse(InvokingErrors.Refused(at, name, origin.Describe(), failure));

        // Two files are the same where their contents are, which only counts where the default does.
        var isDefault = origin is ValueOrigin.Default
            || ((option.IsCompatible || binding.Value.Raw is not (DagFile or DagFolder)) && option.Default is { } literal && BindingOf(option, literal) is { Fits: true } usual && SameContent.Of(usual.Value, binding.Value));
        return new(option, binding.Value, origin) { IsDefault = isDefault };
    }

    private BoundOption? Refuse(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return null;
    }
}

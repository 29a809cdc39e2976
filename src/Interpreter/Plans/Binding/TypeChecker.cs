using System.Collections;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Diagnostics;
using Dag.Language.Types;
using Dag.Language.Values;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>Whether a value is of a declared type: the parent's predicates first, a list's elements before the list, then its own.</summary>
public sealed class TypeChecker(CompiledCode program)
{
    private const int MostShown = 80;

    /// <summary>Null where it is.</summary>
    public PredicateFailure? Check(ClrValue value, DagType type)
    {
        var inherited = type.Form switch
        {
            TypeForm.Child(var parent) => Check(value, parent),
            TypeForm.ListOf(var element) when IsParticular(element) => CheckElements(value, element),
            _ => null,
        };
        if (inherited is not null)
            return inherited;

        foreach (var predicate in type.Predicates)
        {
            if (Check(value, type, predicate) is { } failure)
                return failure;
        }

        return null;
    }

    /// <summary>
    /// Why nothing with this name is of a type of files or folders: a predicate that looks at the name alone and does not hold. Null where none is decided by the name.
    /// </summary>
    public PredicateFailure? CheckName(string name, DagType type)
    {
        var isFolder = program.RepresentationOf(type) == typeof(DagFolder);
        foreach (var each in type.Lineage().Reverse())
        {
            foreach (var predicate in each.Predicates)
            {
                var asksForMore = false;
                void NoteMore() => asksForMore = true;
                var named = new ClrValue(isFolder ? DagFolder.OfName(name, NoteMore) : DagFile.OfName(name, NoteMore));
                if (predicate is TypePredicate.Where where && !Holds(named, each, where) && !asksForMore)
                    return Check(named, each, where);
            }
        }

        return null;
    }

    /// <summary>A value as it is shown in a message: short, and never a secret.</summary>
    public static string Show(ClrValue value, DagType type)
    {
        if (value.Raw is null && !Secrecy.Hides(type))
            return "none";

        var shown = PathBytes.Shown(ProductText.Print(value, type)).ReplaceLineEndings(" ");
        if (shown.Length <= MostShown)
            return shown;

        var cut = char.IsHighSurrogate(shown[MostShown - 3]) ? MostShown - 3 : MostShown - 2;
        return shown[..cut] + " …";
    }

    // A long list of what may be anything is not walked.
    private static bool IsParticular(DagType type)
        => type.Lineage().Any(each => !each.Predicates.IsEmpty || (each.Form is TypeForm.ListOf(var element) && IsParticular(element)));

    private PredicateFailure? CheckElements(ClrValue value, DagType element)
    {
        if (value.Raw is not IEnumerable elements)
            return null;

        var index = 0;
        foreach (var each in elements)
        {
            if (Check(new ClrValue(each), element) is { } failure)
                return failure with { Message = $"element {index}: {failure.Message}" };
            index++;
        }

        return null;
    }

    private PredicateFailure? Check(ClrValue value, DagType type, TypePredicate predicate) => predicate switch
    {
        TypePredicate.Where where => CheckWhere(value, type, where),
        TypePredicate.In closed => CheckIn(value, type, closed),
        _ => null,
    };

    private PredicateFailure? CheckWhere(ClrValue value, DagType type, TypePredicate.Where where)
    {
        ValidationProgress.OfThread?.Begin(type);
        try
        {
            if (program.PredicateOf(where).Holds(value))
                return null;
        }
        catch (InsufficientExecutionStackException)
        {
            return new(type, $"{Quoted(value, type)} is not a '{type}': the recursion of its predicate is too deep, or never ends", [PlaceOf(type, where)]);
        }
        catch (Exception thrown)
        {
            var said = Secrecy.Hides(type) ? Secrecy.Mask : thrown.Message.ReplaceLineEndings(" ");
            return new(type, $"{Quoted(value, type)} is not a '{type}': its predicate threw {thrown.GetType().Name}: {said}", [PlaceOf(type, where)]);
        }

        return where.Message is null
            ? new(type, $"{Quoted(value, type)} is not a '{type}'", [new(where.At, $"`{OneLine(where.Code.Text)}` is false")])
            : new(type, Filled(where.Message, type, value), [PlaceOf(type, where)]);
    }

    // What throws may do so since there is no file yet.
    private bool Holds(ClrValue value, DagType type, TypePredicate.Where where)
    {
        ValidationProgress.OfThread?.Begin(type);
        try
        {
            return program.PredicateOf(where).Holds(value);
        }
        catch (Exception)
        {
            return true;
        }
    }

    private PredicateFailure? CheckIn(ClrValue value, DagType type, TypePredicate.In closed)
    {
        var annotated = program.AnnotationOf(type).OrNull();
        var binder = new ValueBinder(Path.GetDirectoryName(Path.GetFullPath(closed.At.Source.Path)) ?? "");
        foreach (var known in closed.Values)
        {
            if (binder.Bind(known, annotated) is { Fits: true } bound && SameContent.Of(bound.Value, value))
                return null;
        }

        var names = closed.Values.Select(known => known is DagValue.Text(var text) ? text : ValuePrinter.Print(known)).ToList();
        var list = Secrecy.Hides(type) ? "its values" : string.Join(", ", names);
        var message = closed.Message is null ? $"{Quoted(value, type)} is not a '{type}': expected one of {list}" : Filled(closed.Message, type, value);
        return new(type, message, [PlaceOf(type, closed)])
        {
            Hint = value.Raw is string typed && !Secrecy.Hides(type) ? Suggestion.For(typed, names) : null,
        };
    }

    // What is text to a reader is in quotes; a number or a collection shows what it is.
    private static string Quoted(ClrValue value, DagType type)
        => value.Raw is string or char or DagFile or DagFolder or Uri ? $"'{Show(value, type)}'" : Show(value, type);

    private string Filled(MessageTemplate message, DagType type, ClrValue value)
    {
        if (Secrecy.Hides(type))
            return message.Content;

        try
        {
            return program.MessageOf(message, type, value);
        }
        catch (Exception thrown)
        {
            return $"{message.Content} (interpolating this message threw {thrown.GetType().Name}: {thrown.Message})";
        }
    }

    private static DiagnosticNote PlaceOf(DagType type, TypePredicate predicate) => new(predicate.At, $"the predicate of '{type}'");

    private static string OneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

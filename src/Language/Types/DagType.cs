using System.Runtime.CompilerServices;
using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Language.Types;

/// <summary>
/// A declared type: what it is made of and which values it takes. A declaration is itself and no other: two are equal when they are
/// the same declaration, even where their texts agree.
/// </summary>
public sealed class DagType(TypeName name, TypeForm form, SourceLocation? at) : IEquatable<DagType>
{
    private DagType? stream;

    /// <summary>What an unknown type becomes: it fits everything and is fitted by everything, silently.</summary>
    public static DagType Error { get; } = new(new("?"), new TypeForm.Unknown(), null);

    public TypeName Name { get; } = name;

    public TypeForm Form { get; } = form;

    /// <summary>The declaration's name, or null for the error type.</summary>
    public SourceLocation? At { get; } = at;

    public string? Doc { get; init; }

    /// <summary>Its own predicates, checked after the parent's (or the elements'), in order.</summary>
    public EquatableList<TypePredicate> Predicates { get; init; }

    /// <summary>How many types stand above it and around it: parents, elements, and theirs.</summary>
    public int Depth { get; } = form switch
    {
        TypeForm.Child(var parent) => parent.Depth + 1,
        TypeForm.ListOf(var element) => element.Depth + 1,
        _ => 0,
    };

    public bool IsError => Form is TypeForm.Unknown;

    /// <summary>Whether it is a stream: its values are made, checked and taken element by element.</summary>
    public bool IsStream => Name.IsStream;

    /// <summary>The type of streams of this type's values. There is one for each type.</summary>
    public DagType Stream => stream ??= new(Name.ToStream(), new TypeForm.ListOf(this), At);

    /// <summary>The type of one element of a stream; of any other type, the type itself.</summary>
    public DagType Single => IsStream && Form is TypeForm.ListOf(var element) ? element : this;

    public DagType? Parent => (Form as TypeForm.Child)?.Parent;

    /// <summary>This type and what it descends from, itself first.</summary>
    public IEnumerable<DagType> Lineage()
    {
        for (var type = this; type is not null; type = type.Parent)
            yield return type;
    }

    /// <summary>The type at the end of the parents: a root, a list, or the error type.</summary>
    public DagType Root
    {
        get
        {
            var root = this;
            while (root.Parent is { } parent)
                root = parent;
            return root;
        }
    }

    public bool Equals(DagType? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Name.Text;
}

/// <summary>What a type is made of.</summary>
public abstract record TypeForm
{
    private TypeForm()
    {
    }

    /// <summary>A C# type by its source.</summary>
    public sealed record Of(CSharpFragment Representation) : TypeForm;

    /// <summary>A part of another declared type.</summary>
    public sealed record Child(DagType Parent) : TypeForm;

    /// <summary>A list; each element is of a declared type. In C# an <c>IReadOnlyList</c> of the element's representation.</summary>
    public sealed record ListOf(DagType Element) : TypeForm;

    /// <summary>The error type's form.</summary>
    public sealed record Unknown : TypeForm;
}

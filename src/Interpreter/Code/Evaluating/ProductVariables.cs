using System.Reflection;
using System.Text;
using Dag.Interpreter.Runtime.Surface;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// A name under which inputs see products, as a variable that cannot be assigned to: <c>pca</c>, or <c>etl</c> for all of <c>etl.load</c> and
/// <c>etl.clean</c>. A task's own product goes before those of the tasks under its name.
/// </summary>
internal sealed class ProductVariables
{
    private readonly SortedDictionary<string, ProductVariables> inner = new(StringComparer.Ordinal);
    private Func<ClrValue?>? fetch;
    private string type = "";
    private string numbers = "";

    private ProductVariables(string name) => Name = name;

    public string Name { get; }

    /// <summary>Its declaration. Two with one text are the same for all that was compiled against them.</summary>
    public string Text => TextOf("");

    /// <summary>Which products they are: with others the variable is to be filled anew. Null where it always is.</summary>
    public string? Stamp => numbers.Length == 0 ? null : numbers;

    /// <summary>Null where there is nothing of a type that is known.</summary>
    public static ProductVariables? Find(string name, IEnumerable<ProductVariable> products, Func<ProductVariable, string?> findType)
    {
        var root = new ProductVariables(name);
        foreach (var product in products)
        {
            if (findType(product) is not { } found)
                continue;

            var place = root;
            foreach (var part in product.Task.Name.Text.Split('.').Skip(1))
            {
                if (!place.inner.TryGetValue(part, out var next))
                    place.inner.Add(part, next = new(part));
                place = next;
            }

            (place.fetch, place.type) = (product.Fetch, found);
            root.numbers += $" {product.Id}";
        }

        return root.numbers.Length == 0 ? null : root;
    }

    public static ProductVariables Of<T>(string name, T value)
        => new(name) { fetch = () => new ClrValue(value), type = $"global::{typeof(T).FullName}" };

    /// <summary>The last value, under the name that it has at a prompt.</summary>
    public static ProductVariables OfLast(ClrValue value, string type) => new(LastName.Hidden) { fetch = () => value, type = type };

    /// <summary>Gives the variable its value. False where that is not kept any more, or of another type: it was made by code that was read again since.</summary>
    public bool Fill(object holder)
    {
        if (holder.GetType().GetField(Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not { } field)
            return false;
        if (fetch is null)
            return field.GetValue(holder) is { } group && inner.Values.All(each => each.Fill(group));

        if (fetch() is not { } product)
            return false;

        var fits = product.Raw is { } raw ? field.FieldType.IsInstanceOfType(raw) : !field.FieldType.IsValueType || Nullable.GetUnderlyingType(field.FieldType) is not null;
        if (fits)
            field.SetValue(holder, product.Raw);
        return fits;
    }

    private string TextOf(string access)
    {
        var written = SyntaxFacts.GetKeywordKind(Name) == SyntaxKind.None ? Name : "@" + Name;
        if (fetch is not null)
            return $"{access}readonly {type} {written};\n";

        var members = new StringBuilder();
        foreach (var each in inner.Values)
            members.Append(each.TextOf("public "));
        return $"{access}readonly _{Name} {written} = new();\n{access}sealed class _{Name} {{\n{members}}}\n";
    }
}

using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>The C# types that need no compiler to be known: keywords, the usual types of .NET and of dag, and what is built of them.</summary>
internal ref struct WellKnownTypes
{
    private static readonly Dictionary<string, Type> Keywords = new()
    {
        ["string"] = typeof(string), ["bool"] = typeof(bool), ["char"] = typeof(char), ["byte"] = typeof(byte), ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short), ["ushort"] = typeof(ushort), ["int"] = typeof(int), ["uint"] = typeof(uint), ["long"] = typeof(long),
        ["ulong"] = typeof(ulong), ["float"] = typeof(float), ["double"] = typeof(double), ["decimal"] = typeof(decimal),
    };

    // Names a program could declare anew; they are only taken for these where it has not.
    private static readonly Dictionary<string, Type> Names = new()
    {
        ["TimeSpan"] = typeof(TimeSpan), ["DateOnly"] = typeof(DateOnly), ["TimeOnly"] = typeof(TimeOnly), ["DateTime"] = typeof(DateTime),
        ["DateTimeOffset"] = typeof(DateTimeOffset), ["Uri"] = typeof(Uri), ["Guid"] = typeof(Guid), ["DagFile"] = typeof(DagFile),
        ["DagFolder"] = typeof(DagFolder), ["List`1"] = typeof(List<>), ["IList`1"] = typeof(IList<>), ["HashSet`1"] = typeof(HashSet<>),
        ["IEnumerable`1"] = typeof(IEnumerable<>), ["IReadOnlyList`1"] = typeof(IReadOnlyList<>), ["IReadOnlyCollection`1"] = typeof(IReadOnlyCollection<>),
        ["Dictionary`2"] = typeof(Dictionary<,>), ["IReadOnlyDictionary`2"] = typeof(IReadOnlyDictionary<,>),
    };

    private readonly Func<string, bool> isDeclaredAnew;
    private ReadOnlySpan<char> rest;

    private WellKnownTypes(string text, Func<string, bool> isDeclaredAnew)
    {
        rest = text;
        this.isDeclaredAnew = isDeclaredAnew;
    }

    /// <param name="isDeclaredAnew">Whether the program may mean something else by a name.</param>
    public static Type? Find(string text, Func<string, bool> isDeclaredAnew)
    {
        var reading = new WellKnownTypes(text, isDeclaredAnew);
        return reading.ReadType() is { } type && reading.rest.IsEmpty ? type : null;
    }

    /// <summary>The type as C# may write it anywhere.</summary>
    public static string CSharpOf(Type type)
    {
        if (Keywords.FirstOrDefault(keyword => keyword.Value == type).Key is { } word)
            return word;
        if (type.IsArray && type.GetElementType() is { } element)
            return CSharpOf(element) + "[]";
        if (!type.IsGenericType)
            return $"global::{type.FullName}";

        return $"global::{type.Namespace}.{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(CSharpOf))}>";
    }

    private Type? ReadType()
    {
        SkipBlanks();
        var length = NameCharacters.EndOf(rest, 0);
        var name = rest[..length].ToString();
        rest = rest[length..];
        SkipBlanks();
        var type = Keywords.TryGetValue(name, out var keyword) ? keyword : ReadNamed(name);
        while (type is not null && ReadSuffix(type) is { } longer)
            type = longer;
        return type;
    }

    private Type? ReadNamed(string name)
    {
        if (name.Length == 0 || isDeclaredAnew(name))
            return null;
        if (!Take('<'))
            return Names.GetValueOrDefault(name);

        var arguments = new List<Type>();
        do
        {
            if (ReadType() is not { } argument)
                return null;
            arguments.Add(argument);
        }
        while (Take(','));
        return Take('>') && Names.TryGetValue($"{name}`{arguments.Count}", out var definition) ? definition.MakeGenericType([.. arguments]) : null;
    }

    private Type? ReadSuffix(Type type)
    {
        // Where null may stand in a reference type is only known by the compiler.
        if (rest is ['?', ..])
            return type.IsValueType && Take('?') ? typeof(Nullable<>).MakeGenericType(type) : null;

        return Take('[') && Take(']') ? type.MakeArrayType() : null;
    }

    private bool Take(char wanted)
    {
        if (rest.IsEmpty || rest[0] != wanted)
            return false;

        rest = rest[1..];
        SkipBlanks();
        return true;
    }

    private void SkipBlanks() => rest = rest.TrimStart();
}

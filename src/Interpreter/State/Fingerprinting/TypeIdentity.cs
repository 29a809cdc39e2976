namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// What a C# type is called in a fingerprint. A type of the program's own goes by the name it was declared under, since the file it stands in and
/// the assembly it was compiled into do not count.
/// </summary>
internal static class TypeIdentity
{
    private const string Holder = "Code";

    /// <summary>Whether it was compiled from a <c>code</c> block.</summary>
    public static bool IsOfProgram(Type type) => type.Assembly.IsCollectible && Outermost(type).Name == Holder;

    /// <summary>The members of <c>code</c> that a type is made of: itself or what it is nested in, its elements', its arguments'.</summary>
    public static IEnumerable<string> MembersIn(Type type)
    {
        if (type.GetElementType() is { } element)
            return MembersIn(element);

        var arguments = type.GenericTypeArguments.SelectMany(MembersIn);
        return IsOfProgram(type) ? arguments.Append(MemberOf(type)) : arguments;
    }

    public static string Of(Type type)
    {
        if (type.IsArray && type.GetElementType() is { } element)
            return $"{Of(element)}[{new string(',', type.GetArrayRank() - 1)}]";

        var name = type.IsNested && type.DeclaringType is { } around
            ? Of(around) is var outer && IsOfProgram(type) && around.Name == Holder ? type.Name : $"{outer}+{type.Name}"
            : $"{type.Namespace}.{type.Name}";
        return type.IsConstructedGenericType ? $"{name}<{string.Join(',', type.GetGenericArguments().Select(Of))}>" : name;
    }

    private static string MemberOf(Type type) => type.DeclaringType is { Name: not Holder } around ? MemberOf(around) : type.Name.Split('`')[0];

    private static Type Outermost(Type type) => type.DeclaringType is { } around ? Outermost(around) : type;
}

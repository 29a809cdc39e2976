namespace Dag.Measures;

/// <summary>Types that one other type uses, in the room of both.</summary>
public static class Helpers
{
    public static IReadOnlyList<(TypeNode Type, TypeNode User)> In(TypeGraph graph)
        => [.. graph.Types.SelectMany(user => user.Uses.Select(type => (Type: type, User: user)))
            .GroupBy(use => use.Type)
            .Where(uses => uses.Count() == 1)
            .Select(uses => uses.Single())
            .Where(use => use.Type.Room == use.User.Room)
            .OrderBy(use => use.Type.Name, StringComparer.Ordinal)];
}

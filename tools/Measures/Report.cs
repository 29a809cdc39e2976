using System.Text;

namespace Dag.Measures;

/// <summary>Measures of the sources as a text for people.</summary>
public static class Report
{
    private const int WideUse = 30;

    public static string Of(Codebase codebase)
    {
        var (graph, methods) = (TypeGraph.Of(codebase), MethodSize.AllOf(codebase));
        var text = new StringBuilder();
        Sizes(text, codebase, graph);
        Structure(text, graph);
        Lengths(text, codebase, methods);
        Names(text, graph);
        text.AppendLine().AppendLine($"names that mean nothing: {graph.UnknownNames.Count}");
        foreach (var name in graph.UnknownNames.Take(20))
            text.AppendLine($"  {name}");
        return text.ToString();
    }

    /// <summary>Public types that could be internal, by project and file.</summary>
    public static string Unneeded(Codebase codebase)
    {
        var text = new StringBuilder();
        foreach (var project in codebase.Projects.Take(2))
        {
            var types = PublicSurface.Unneeded(codebase, project);
            text.AppendLine($"{project.AssemblyName}: {types.Count} of {PublicSurface.Of(project).Count} public types could be internal");
            foreach (var type in types)
                text.AppendLine($"  {type.Name} {Codebase.PathOf(type.DeclaringSyntaxReferences[0].SyntaxTree)}");
        }

        return text.ToString();
    }

    private static void Sizes(StringBuilder text, Codebase codebase, TypeGraph graph)
    {
        foreach (var project in codebase.Projects)
        {
            var types = graph.Types.Where(type => type.Project == project.AssemblyName).ToList();
            var lines = Codebase.FilesOf(project).Sum(tree => tree.GetText().Lines.Count - 1);
            text.AppendLine($"{project.AssemblyName}: {types.Count} types ({types.Count(type => type.IsPublic)} public), {Codebase.FilesOf(project).Count()} files, {lines:N0} lines");
        }

        text.AppendLine($"all: {graph.Types.Count} types, {codebase.Projects.Sum(project => Codebase.FilesOf(project).Count())} files, {graph.Types.Sum(type => type.Uses.Count):N0} references between types");
    }

    private static void Structure(StringBuilder text, TypeGraph graph)
    {
        var circles = Circles.In(graph.Types);
        text.AppendLine().AppendLine($"types in circles: {circles.Sum(circle => circle.Count)} in {circles.Count} circles");
        foreach (var circle in circles.OrderByDescending(circle => circle.Count))
            text.AppendLine($"  {circle.Count,3}  {string.Join(", ", circle.Select(type => type.Name))}");

        text.AppendLine().AppendLine($"types that use more than {WideUse} others: {graph.Types.Count(type => type.Uses.Count > WideUse)}; the ten that use the most");
        foreach (var type in graph.Types.OrderByDescending(type => type.Uses.Count).ThenBy(type => type.Name, StringComparer.Ordinal).Take(10))
            text.AppendLine($"  {type.Uses.Count,3}  {type.Name} ({type.File})");
    }

    private static void Lengths(StringBuilder text, Codebase codebase, IReadOnlyList<MethodSize> methods)
    {
        var sorted = methods.OrderByDescending(method => method.Lines).ToList();
        text.AppendLine().AppendLine($"methods: {sorted.Count:N0}, median {sorted[sorted.Count / 2].Lines} lines; the longest");
        foreach (var method in sorted.Take(5))
            text.AppendLine($"  {method.Lines,3}  {method.Name} ({method.File})");

        var files = codebase.Projects.SelectMany(Codebase.FilesOf).Select(tree => (File: Codebase.PathOf(tree), Lines: tree.GetText().Lines.Count - 1)).ToList();
        text.AppendLine().AppendLine($"files: median {files.Select(file => file.Lines).Order().ElementAt(files.Count / 2)} lines; over 300");
        foreach (var (file, lines) in files.Where(file => file.Lines > 300).OrderByDescending(file => file.Lines))
            text.AppendLine($"  {lines,3}  {file}");
    }

    private static void Names(StringBuilder text, TypeGraph graph)
    {
        var participles = graph.Types.Where(type => Participles.Begins(type.Name)).Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        text.AppendLine().AppendLine($"types named by a past participle: {participles.Count}, allowed {participles.Count(Participles.IsAllowed)}; the others")
            .AppendLine($"  {string.Join(", ", participles.Where(name => !Participles.IsAllowed(name)))}");

        var helpers = Helpers.In(graph);
        text.AppendLine().AppendLine($"types with one user, which is in the same room: {helpers.Count}; by room");
        foreach (var room in helpers.GroupBy(helper => helper.Type.Room).OrderByDescending(room => room.Count()))
            text.AppendLine($"  {room.Count(),3}  {room.Key}: {string.Join(", ", room.Select(helper => $"{helper.Type.Name} ({helper.User.Name})"))}");
    }
}

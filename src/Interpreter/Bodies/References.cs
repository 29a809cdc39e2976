using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Bodies;

/// <summary>Finds the assemblies that a program refers to: beside the .dag file that does, or else beside the program.</summary>
internal static class References
{
    public static IReadOnlyList<string> Find(IEnumerable<ModuleDeclaration> modules, string programFolder, List<Diagnostic> diagnostics)
    {
        var found = new List<string>();
        foreach (var module in modules)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(module.Source.Path)) ?? "";
            foreach (var reference in module.References)
            {
                var path = reference.Path.Contains('\0') ? null : new[] { folder, programFolder }.Select(place => Path.GetFullPath(reference.Path, place)).FirstOrDefault(File.Exists);
                if (path is null)
                    diagnostics.Add(BodyErrors.ReferenceMissing(reference.At, reference.Path));
                else if (WhyUnreadable(path) is { } reason)
                    diagnostics.Add(BodyErrors.ReferenceUnreadable(reference.At, reference.Path, reason));
                else if (!found.Contains(path))
                    found.Add(path);
            }
        }

        return found;
    }

    private static string? WhyUnreadable(string path)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(path);
            return null;
        }
        catch (Exception refused) when (refused is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return refused is BadImageFormatException ? "it holds no .NET code" : refused.Message;
        }
    }
}

using System.Reflection;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Finds the assemblies that a program refers to: beside the .dag file that does, or else beside the program.</summary>
internal static class References
{
    public static IReadOnlyList<ResolvedReference> Find(IEnumerable<ModuleDeclaration> modules, string programFolder, List<Diagnostic> diagnostics)
    {
        var found = new List<ResolvedReference>();
        foreach (var module in modules)
        {
            if (module.References.IsEmpty)
                continue;

            foreach (var reference in module.References)
            {
                var path = FindPath(module, reference, programFolder);
                if (path is null)
                    diagnostics.Add(BodyErrors.ReferenceMissing(reference.At, reference.Path));
                else if (DagFile.Of(path).WhyNone() is { } why)
                    diagnostics.Add(BodyErrors.ReferenceUnreadable(reference.At, reference.Path, why));
                else if (!found.Exists(known => known.Path == path))
                    found.Add(new(path, reference));
            }
        }

        return found;
    }

    /// <summary>Null where nothing is there.</summary>
    public static string? FindPath(ModuleDeclaration module, ReferenceDeclaration reference, string programFolder)
        => PlacesOf(module, reference, programFolder).FirstOrDefault(Path.Exists);

    /// <summary>Where one is looked for, in this order.</summary>
    public static IReadOnlyList<string> PlacesOf(ModuleDeclaration module, ReferenceDeclaration reference, string programFolder)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(module.Source.Path)) ?? "";
        return reference.Path.Contains('\0') ? [] : [Path.GetFullPath(reference.Path, folder), Path.GetFullPath(reference.Path, programFolder)];
    }

    /// <summary>Looks into each; only asked before compiling, for what was compiled against them could read them.</summary>
    public static IEnumerable<Diagnostic> FindUnreadable(IEnumerable<ResolvedReference> references)
    {
        foreach (var reference in references)
        {
            if (WhyUnreadable(reference.Path) is { } reason)
                yield return BodyErrors.ReferenceUnreadable(reference.Declaration.At, reference.Declaration.Path, reason);
        }
    }

    private static string? WhyUnreadable(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return null;
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is BadImageFormatException)
        {
            return refused is BadImageFormatException ? "it contains no .NET code" : refused.Message;
        }
    }
}

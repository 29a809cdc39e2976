using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Assemblies as the compiler reads them, each once: what it has read of one lies outside of the collected heap, and a session that reads them
/// anew for each body has a gigabyte of it before anything is collected.
/// </summary>
internal static class WellKnownReferences
{
    private static readonly ConditionalWeakTable<byte[], MetadataReference> Images = [];

    private static readonly Lazy<IReadOnlyDictionary<string, Lazy<MetadataReference>>> Trusted = new(FindTrusted);

    /// <summary>Those of .NET and of the program that are wanted by name, or named by path.</summary>
    public static IEnumerable<MetadataReference> Find(Func<string, bool> wanted, IReadOnlySet<string> paths)
        => Trusted.Value.Where(each => wanted(Path.GetFileNameWithoutExtension(each.Key)) || paths.Contains(each.Key)).Select(each => each.Value.Value);

    /// <summary>Assemblies by their paths, without those of .NET and of the program.</summary>
    public static IEnumerable<string> Others(IEnumerable<string> paths) => paths.Where(path => !Trusted.Value.ContainsKey(path));

    public static MetadataReference Of(byte[] image) => Images.GetValue(image, each => MetadataReference.CreateFromImage(each));

    private static IReadOnlyDictionary<string, Lazy<MetadataReference>> FindTrusted()
    {
        var paths = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return paths.Distinct().ToDictionary(path => path, path => new Lazy<MetadataReference>(() => MetadataReference.CreateFromFile(path)));
    }
}

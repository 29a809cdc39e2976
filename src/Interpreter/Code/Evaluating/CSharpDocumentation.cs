using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Dag.Interpreter.Runtime.Disk;
using Microsoft.CodeAnalysis;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// Summaries of what .NET and this program document, out of the files beside their assemblies or, for .NET, in the SDK. A file is read when the first of its
/// summaries is asked for.
/// </summary>
internal static class CSharpDocumentation
{
    // The runtime keeps most of .NET in one assembly, and the SDK documents it by others.
    private static readonly string[] OfRuntime = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Threading", "System.Console", "System.Text.RegularExpressions"];

    private static readonly ConcurrentDictionary<string, string?> Files = new();

    /// <summary>The summary of a symbol in one paragraph; null where none is found.</summary>
    public static string? Find(ISymbol symbol)
    {
        var original = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        if (original.OriginalDefinition.GetDocumentationCommentId() is not { } id || original.ContainingAssembly?.Name is not { } assembly)
            return null;

        foreach (var name in OfRuntime.Prepend(assembly))
        {
            if (Files.GetOrAdd(name, Read) is { } file && Member(file, id) is { } member)
                return SummaryOf(member);
        }

        return null;
    }

    private static string? Read(string assembly)
    {
        foreach (var folder in Folders())
        {
            try
            {
                var path = Path.Combine(folder, assembly + ".xml");
                if (File.Exists(path))
                    return File.ReadAllText(path);
            }
            catch (Exception refused) when (DiskError.Is(refused))
            {
                // Without it there is less to be told.
            }
        }

        return null;
    }

    private static IEnumerable<string> Folders()
    {
        yield return AppContext.BaseDirectory;
        var packs = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
            yield break;

        foreach (var version in Directory.GetDirectories(packs).OrderDescending(StringComparer.Ordinal))
        {
            foreach (var reference in Directory.GetDirectories(Path.Combine(version, "ref")))
                yield return reference;
        }
    }

    private static string? Member(string file, string id)
    {
        var start = file.IndexOf($"<member name=\"{id}\">", StringComparison.Ordinal);
        var end = start < 0 ? -1 : file.IndexOf("</member>", start, StringComparison.Ordinal);
        return end < 0 ? null : file[start..(end + "</member>".Length)];
    }

    private static string? SummaryOf(string member)
    {
        try
        {
            var text = new StringBuilder();
            Append(text, XElement.Parse(member).Element("summary"));
            return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // 'see' and its like name a symbol or a word and have no text of their own.
    private static void Append(StringBuilder text, XElement? element)
    {
        foreach (var node in element?.Nodes() ?? [])
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement { HasElements: false, IsEmpty: true } named)
                text.Append((named.Attribute("cref")?.Value.Split(':')[^1] ?? named.Attribute("langword")?.Value ?? named.Attribute("name")?.Value)?.Split('(')[0].Split('.')[^1].Split('`')[0]);
            else if (node is XElement inner)
                Append(text, inner);
        }
    }
}

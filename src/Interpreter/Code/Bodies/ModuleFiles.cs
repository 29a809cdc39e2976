using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>The files that scripts of a language import: those that match its patterns, which are relative to the file that declares them.</summary>
internal sealed record ModuleFiles(DagFolder Folder, string Pattern, ScriptModules Declared)
{
    private static readonly char[] Wild = ['*', '?', '['];

    /// <summary>One for each pattern, with the folder before its first wildcard.</summary>
    public static IEnumerable<ModuleFiles> Of(LanguageDeclaration language)
    {
        foreach (var each in language.Modules.ToArray())
        {
            var wild = each.Pattern.IndexOfAny(Wild);
            var slash = (wild < 0 ? each.Pattern : each.Pattern[..wild]).LastIndexOf('/');
            var before = slash < 0 ? "" : each.Pattern[..(slash + 1)];
            var beside = Path.GetDirectoryName(Path.GetFullPath(each.At.Source.Path)) ?? "/";
            yield return new(DagFolder.Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(before, beside))), each.Pattern[(slash + 1)..], each);
        }
    }

    /// <summary>In the order of their names; none where the folder does not exist.</summary>
    public IReadOnlyList<DagFile> Find()
    {
        if (!Directory.Exists(Folder.Path))
            return [];
        if (Pattern.IndexOfAny(Wild) < 0)
            return File.Exists(Path.Combine(Folder.Path, Pattern)) ? [DagFile.Of(Path.Combine(Folder.Path, Pattern))] : [];

        return [.. Folder.Files(Pattern).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}

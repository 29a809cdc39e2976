using System.Text;
using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Running;

/// <summary>The texts of the files that are given with <c>--with</c>. A relative path is relative to the current folder.</summary>
internal static class ValuesFiles
{
    public static EquatableList<SourceText> Read(EquatableList<string> paths, ISourceReader reader, List<Diagnostic> diagnostics)
    {
        var files = new List<SourceText>(paths.Count);
        foreach (var path in paths)
        {
            switch (reader.Read(path))
            {
                case SourceReading.Found(var bytes):
                    files.Add(new(path, Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF')));
                    break;
                case SourceReading.Missing:
                    diagnostics.Add(InvokingErrors.ValuesUnreadable(path, "file not found", Suggestion.For(Path.GetFileName(path), reader.NamesBeside(path))));
                    break;
                case SourceReading.IsFolder:
                    diagnostics.Add(InvokingErrors.ValuesUnreadable(path, "it is a folder", null));
                    break;
                case SourceReading.Refused(var why):
                    diagnostics.Add(InvokingErrors.ValuesUnreadable(path, why, null));
                    break;
            }
        }

        return files.ToEquatableList();
    }
}

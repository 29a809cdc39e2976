using Dag.Interpreter.Runtime.Tables;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What can be told of scripts before they run: tables that are none, patterns that match nothing, and paths that lead from an empty folder to a file beside the program.</summary>
internal static class ScriptCheck
{
    public static IEnumerable<Diagnostic> Run(Env env, IEnumerable<TaskDeclaration> tasks, CompiledCode program)
    {
        var languages = new HashSet<LanguageName>();
        foreach (var task in tasks)
        {
            if (task.Body is not BodyDeclaration.Script script || task.HasMistakes)
                continue;

            languages.Add(script.Language);
            foreach (var wrong in TablesOf(task, program).Concat(task.Module.IsStandard ? [] : PathsIn(script)))
                yield return wrong;
        }

        foreach (var name in languages)
        {
            if (env.Languages.TryGet(name, out var language))
            {
                foreach (var unmatched in ModuleFiles.Of(language).Where(files => files.Find().Count == 0))
                    yield return BodyErrors.NoModules(unmatched.Declared.At, unmatched.Declared.Pattern);
            }
        }
    }

    private static IEnumerable<Diagnostic> TablesOf(TaskDeclaration task, CompiledCode program)
    {
        foreach (var dep in task.Deps.ToArray())
        {
            if (dep.Format != TableFormat.Json && dep.Product is { } type && WhyNoTable(type, program) is { } why)
                yield return BodyErrors.NotATable(dep.At, $"dep '{dep.LocalName}'", dep.Format.Word(), type.Name.Text, why);
        }

        if (task.ProductFormat != TableFormat.Json && task.Product is { } product && WhyNoTable(product, program) is { } reason)
            yield return BodyErrors.NotATable(task.At, $"the product of task '{task.Name}'", task.ProductFormat.Word(), product.Name.Text, reason);
    }

    private static string? WhyNoTable(DagType type, CompiledCode program)
        => type.Root.IsError || TableShape.Of(program.AnnotationOf(type), out var why) is not null ? null : why;

    // Only what lies beside the program is meant for sure: a script may have made any other file itself.
    private static IEnumerable<Diagnostic> PathsIn(BodyDeclaration.Script script)
    {
        var source = script.At.Source;
        var beside = Path.GetDirectoryName(Path.GetFullPath(source.Path)) ?? "/";
        var text = source.Text;
        foreach (var (start, length) in WordsIn(text, script.At.Span))
        {
            var word = text.Substring(start, length);
            var path = Path.GetFullPath(word, beside);
            if (File.Exists(path) || (word.Contains('/') && Directory.Exists(path)))
                yield return BodyErrors.RelativePathInScript(new(source, new(start, length)), word, Directory.Exists(path));
        }
    }

    // Words that could be a relative path: with a dot or a slash inside, and not what a script is written to.
    private static IEnumerable<(int Start, int Length)> WordsIn(string text, TextSpan span)
    {
        for (var at = span.Start; at < span.End;)
        {
            if (text[at] == '#' && (at == span.Start || char.IsWhiteSpace(text[at - 1])))
            {
                while (at < span.End && text[at] != '\n')
                    at++;
                continue;
            }

            var start = at;
            while (at < span.End && IsOfWord(text[at]))
                at++;
            var word = text.AsSpan(start, at - start);
            if (word.IndexOfAny('.', '/') >= 0 && IsRelative(word) && !IsWrittenTo(text, span.Start, start))
                yield return (start, at - start);
            if (at == start)
                at++;
        }
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '/' or '_' or '-' or '+' or '@' or '%' or '$' or '~' or ':' or '*' or '\\';

    private static bool IsRelative(ReadOnlySpan<char> word)
        => word[0] is not ('/' or '-' or '$' or '~' or ':') && word.IndexOfAny("*:\\$") < 0 && !word.Trim("./").IsEmpty && word.Length <= 4096;

    private static bool IsWrittenTo(string text, int from, int start)
    {
        var before = start - 1;
        while (before > from && text[before] is ' ' or '"' or '\'')
            before--;
        return before > from && text[before] == '>';
    }
}

using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>
/// The values of files that are given with <c>--with</c>: JSON with a key <c>task.option</c> or an object for a task, or the <c>set</c> statements of a .dag file.
/// Of several files the last one that has an option counts.
/// </summary>
internal sealed class FileValues
{
    private readonly Dictionary<OptionName, FileValue> values = [];
    private readonly HashSet<OptionName> ofFile = [];
    private readonly List<Diagnostic> diagnostics;
    private readonly Env env;

    public FileValues(Env env, IEnumerable<SourceText> files, List<Diagnostic> diagnostics)
    {
        this.env = env;
        this.diagnostics = diagnostics;
        foreach (var file in files)
        {
            ofFile.Clear();
            if (file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                ReadJson(file);
            else if (file.Path.EndsWith(".dag", StringComparison.OrdinalIgnoreCase))
                ReadSettings(file);
            else
                diagnostics.Add(InvokingErrors.ValuesOfOtherKind(file.Path));
        }
    }

    public IEnumerable<(OptionName Name, FileValue Value)> All => values.Select(pair => (pair.Key, pair.Value));

    public FileValue? Find(OptionName name) => values.GetValueOrDefault(name);

    private void ReadSettings(SourceText file)
    {
        var tree = Parser.Parse(file);
        diagnostics.AddRange(tree.Diagnostics);
        foreach (var statement in tree.Statements)
        {
            if (statement is StatementSyntax.Set set)
                Add(set.Option.Text, new(file, set.Option.Span), new(new(set.Value.Value, new(file, set.Value.Span)), IsJson: false));
            else
                diagnostics.Add(InvokingErrors.NotASet(new(file, statement.Span)));
        }
    }

    private void ReadJson(SourceText file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonValueReader.MostDeep, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                ReadObject(file, bytes, ref reader, "");
            else
                diagnostics.Add(InvokingErrors.NotJson(new(file, new(0, 0)), "expected an object with a key for each option, such as { \"task.option\": 1 }"));
            while (reader.Read())
            {
            }
        }
        catch (JsonException wrong)
        {
            var line = (int)(wrong.LineNumber ?? 0);
            var start = line < file.LineCount ? file.SpanOfLine(line + 1).Start : file.Length;
            var at = Math.Min(start + (int)(wrong.BytePositionInLine ?? 0), file.Length);
            diagnostics.Add(InvokingErrors.NotJson(new(file, new(at, at < file.Length ? 1 : 0)), ProductJson.Reason(wrong)));
        }
    }

    private void ReadObject(SourceText file, byte[] bytes, ref Utf8JsonReader reader, string before)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = before.Length == 0 ? reader.GetString() ?? "" : $"{before}.{reader.GetString()}";
            var key = LocationOf(file, bytes, (int)reader.TokenStartIndex, (int)reader.BytesConsumed - 1);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && FindOption(name) is null && IsPrefix(name))
            {
                ReadObject(file, bytes, ref reader, name);
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = JsonValueReader.Read(bytes.AsSpan(start..(int)reader.BytesConsumed));
            Add(name, key, new(new(value, LocationOf(file, bytes, start, (int)reader.BytesConsumed)), IsJson: true));
        }
    }

    // The token of a name ends with the colon behind it, or with blanks before that.
    private static SourceLocation LocationOf(SourceText file, byte[] bytes, int start, int end)
    {
        while (end > start + 1 && bytes[end - 1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)':')
            end--;
        var first = Encoding.UTF8.GetCharCount(bytes, 0, start);
        return new(file, new(first, Encoding.UTF8.GetCharCount(bytes, start, end - start)));
    }

    private bool IsPrefix(string name)
    {
        foreach (var task in env.Tasks.Keys)
        {
            if (task.Text == name || task.Text.StartsWith(name + ".", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private OptionDeclaration? FindOption(string name) => OptionName.OfWritten(name) is { } option ? env.FindTask(option.Task)?.FindOption(option.Name) : null;

    private TaskName? OwnerOf(string option)
    {
        foreach (var task in env.Tasks.Values)
        {
            if (task.FindOption(option) is not null)
                return task.Name;
        }

        return null;
    }

    private void Add(string written, SourceLocation at, FileValue value)
    {
        if (OptionName.OfWritten(written) is not { } name || (env.FindTask(new(written)) is not null && FindOption(written) is null))
            diagnostics.Add(InvokingErrors.NoOptionOfValues(at, written, env.FindTask(new(written)), OwnerOf(written) is { } owner ? $"did you mean '{owner}.{written}'?" : TaskSuggestion.For(written, env)));
        else if (env.FindTask(name.Task) is not { } task)
            diagnostics.Add(InvokingErrors.UnknownTaskOfOption($"--with {Path.GetFileName(at.Source.Path)}", name.Task.Text, TaskSuggestion.For(name.Task.Text, env)) with { At = at });
        else if (task.FindOption(name.Name) is null)
            diagnostics.Add(InvokingErrors.UnknownOptionOfTask($"--with {Path.GetFileName(at.Source.Path)}", task, name.Name) with { At = at });
        else if (!ofFile.Add(name))
            diagnostics.Add(InvokingErrors.ValueTwice(at, written));
        else
            values[name] = value;
    }
}

/// <summary>A value as a file has it.</summary>
/// <param name="IsJson">Whether durations, dates, paths and the like stand in quotes.</param>
internal sealed record FileValue(LocatedValue Value, bool IsJson);

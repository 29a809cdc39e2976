using System.Diagnostics;
using System.Text;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Running;

/// <summary>Reads the sources of options' values: variables of the caller's, files and what commands print. A secret text is known as one before anybody sees it.</summary>
/// <param name="runsCommands">Without, an option whose value a command prints cannot be read.</param>
internal sealed class OptionSources(CallerVariables caller, SecretTexts secrets, bool runsCommands)
{
    private const int MostBytes = 1 << 20;
    private const int MostLines = 5;

    public OptionText Read(OptionName name, OptionDeclaration option, OptionSource source)
    {
        var isSecret = Secrecy.Hides(option.Type);
        var text = source switch
        {
            OptionSource.Variable variable => ReadVariable(name, variable),
            OptionSource.File file => ReadFile(name, file),
            OptionSource.Command command => runsCommands ? ReadCommand(name, command, isSecret) : new OptionText.Failed(InvokingErrors.CommandNotRun(name, source)),
            _ => throw new UnreachableException($"source {source.GetType()}"),
        };
        if (isSecret && text is OptionText.Found(var found))
            secrets.Add([found]);
        return text;
    }

    /// <summary>The path that the source means: in the home folder behind <c>~/</c>, else relative to the file that names it.</summary>
    internal static string PathOf(OptionSource.File source, CallerVariables caller)
    {
        var path = source.Path;
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
            path = (caller.Find("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) + path[1..];
        return Path.GetFullPath(path, FolderOf(source));
    }

    private static string FolderOf(OptionSource source) => Path.GetDirectoryName(Path.GetFullPath(source.At.Source.Path)) ?? Environment.CurrentDirectory;

    private OptionText ReadVariable(OptionName name, OptionSource.Variable source)
        => caller.Find(source.Name) is { } value ? new OptionText.Found(value) : new OptionText.Missing(InvokingErrors.VariableNotSet(name, source));

    private OptionText ReadFile(OptionName name, OptionSource.File source)
    {
        var path = PathOf(source, caller);
        try
        {
            if (Directory.Exists(path))
                return new OptionText.Failed(InvokingErrors.SourceFileUnreadable(name, source, path, "it is a folder"));
            if (FileState.Of(path) is not { } state)
                return new OptionText.Missing(InvokingErrors.SourceFileMissing(name, source, path));
            if (state.Length > MostBytes)
                return new OptionText.Failed(InvokingErrors.SourceFileUnreadable(name, source, path, "it is larger than 1 MB"));

            return new OptionText.Found(WithoutLineEnds(File.ReadAllText(path)));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new OptionText.Failed(InvokingErrors.SourceFileUnreadable(name, source, path, refused.Message.TrimEnd('.')));
        }
    }

    // Through pipes: what it prints is never on a disk.
    private OptionText ReadCommand(OptionName name, OptionSource.Command source, bool isSecret)
    {
        using var process = new Process
        {
            StartInfo = new("/bin/sh")
            {
                ArgumentList = { "-c", source.Text },
                WorkingDirectory = FolderOf(source),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Exception refused) when (refused is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return new OptionText.Failed(InvokingErrors.CommandFailed(name, source, $"could not be started: {refused.Message.TrimEnd('.')}", []));
        }

        var errors = process.StandardError.ReadToEndAsync();
        var printed = ReadAtMost(process.StandardOutput);
        if (printed is null)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        var text = WithoutLineEnds(printed ?? "");
        // Half a secret is one as well.
        if (isSecret)
            secrets.Add([text]);
        if (printed is null)
            return new OptionText.Failed(InvokingErrors.CommandFailed(name, source, "printed more than 1 MB", []));
        if (process.ExitCode != 0)
            return new OptionText.Failed(InvokingErrors.CommandFailed(name, source, $"failed with exit code {process.ExitCode}", LinesOf(errors.GetAwaiter().GetResult())));

        return text.Length == 0
            ? new OptionText.Failed(InvokingErrors.CommandFailed(name, source, "printed nothing", LinesOf(errors.GetAwaiter().GetResult())))
            : new OptionText.Found(text);
    }

    private static string? ReadAtMost(StreamReader output)
    {
        var (text, buffer) = (new StringBuilder(), new char[4096]);
        while (output.Read(buffer) is > 0 and var count)
        {
            if (text.Append(buffer, 0, count).Length > MostBytes)
                return null;
        }

        return text.ToString();
    }

    private EquatableList<string> LinesOf(string errors)
        => secrets.Mask(errors).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(MostLines).ToEquatableList();

    // As a shell does with what $(…) stands for.
    private static string WithoutLineEnds(string text) => text.TrimEnd('\n', '\r');
}

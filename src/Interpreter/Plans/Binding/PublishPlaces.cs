using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>Places that products are published to: where each is, whether it can be written, and whether its product can be written there.</summary>
internal static class PublishPlaces
{
    // Two names that differ by case are one file there.
    private static readonly StringComparison Names = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The full path that a task's product is published under; null where it is not.</summary>
    public static string? Find(TaskDeclaration task)
        => task.Publish is { } publish ? Path.GetFullPath(publish.Path, FolderOf(task)) : null;

    /// <summary>What is wrong with the places of some of an env's tasks, each against those of all.</summary>
    public static IEnumerable<Diagnostic> FindProblems(Env env, IReadOnlyCollection<TaskDeclaration> tasks, CompiledCode program)
    {
        var isAny = false;
        foreach (var task in tasks)
            isAny |= task.Publish is not null;
        return isAny ? FindAll(env, tasks, program) : [];
    }

    /// <summary>Why nothing can be written at a place below a folder, as the disk is now; null where something can.</summary>
    public static string? WhyNotWritten(string folder, string place)
    {
        var home = RealPath(folder);
        for (var at = folder.Length; (at = place.IndexOf(Path.DirectorySeparatorChar, at + 1)) > 0;)
        {
            var step = place[..at];
            var kind = FileState.KindOf(step);
            if (kind is not (FileKind.Folder or FileKind.None))
                return $"'{Path.GetRelativePath(folder, step)}' is {FileKinds.Describe(kind)}, not a folder";
            if (kind == FileKind.Folder && FileState.KindItself(step) == FileKind.Link && !IsBelow(RealPath(step), home))
                return $"'{Path.GetRelativePath(folder, step)}' is a link that leads out of the folder of this file";
        }

        return null;
    }

    private static IEnumerable<Diagnostic> FindAll(Env env, IReadOnlyCollection<TaskDeclaration> tasks, CompiledCode program)
    {
        var all = env.Tasks.Values.Where(task => task.Publish is not null).Select(task => (Task: task, Place: Find(task) ?? "")).ToList();
        foreach (var task in tasks)
        {
            if (task is { Publish: { } publish, Product: { Root.IsError: false } type } && Find(task) is { } place)
            {
                var before = all.TakeWhile(each => each.Task.Name != task.Name).Where(each => AreInTheWay(each.Place, place)).Select(each => each.Task).FirstOrDefault();
                var problem = before is { Publish: { } first } ? InvokingErrors.PublishedTwice(publish, task.Name, before.Name, first, Find(before) == place)
                    : Secrecy.Hides(type) ? InvokingErrors.SecretPublished(publish, type)
                    : env.Modules.Any(module => string.Equals(Path.GetFullPath(module.Source.Path), place, Names)) ? InvokingErrors.NotPublished(publish, "it is a file of this program")
                    : (WhyNotWritten(FolderOf(task), place) ?? WhyOther(place, program.RepresentationOf(type) == typeof(DagFolder))) is { } why ? InvokingErrors.NotPublished(publish, why)
                    : ProductNames.IsOfFiles(program, type) ? null
                    : ValueFile.FindProblem(program.RepresentationOf(type), place) is { } form ? InvokingErrors.NoFormToPublish(publish, type, form)
                    : null;
                if (problem is not null)
                    yield return problem;
            }
        }
    }

    private static string? WhyOther(string place, bool isFolder) => FileState.KindItself(place) switch
    {
        FileKind.Folder when !isFolder => "a folder is there, and the product is a file",
        FileKind.File when isFolder => "a file is there, and the product is a folder",
        _ => null,
    };

    private static bool AreInTheWay(string one, string other) => string.Equals(one, other, Names) || IsBelow(one, other) || IsBelow(other, one);

    private static bool IsBelow(string path, string folder)
        => string.Equals(path, folder, Names) || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Names);

    /// <summary>The folder of the file that a task stands in.</summary>
    public static string FolderOf(TaskDeclaration task) => Path.GetDirectoryName(Path.GetFullPath(task.At.Source.Path)) ?? Environment.CurrentDirectory;

    private static string RealPath(string folder)
    {
        var real = "/";
        foreach (var name in folder.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, name);
            if (new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = target.FullName;
        }

        return real;
    }
}

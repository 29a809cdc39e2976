using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Loading;

/// <summary>
/// Reads a file and what it imports into an env: the core first, each import before the file that asks for it, each file once.
/// A file's tasks and types have their names from the first import that reaches it; further imports only make them visible.
/// </summary>
public sealed class Loader
{
    private const string Core = "core";

    // Each file is read on the stack of the one that imports it.
    private const int MostImportsDeep = 200;

    private readonly ISourceReader reader;
    private readonly EnvBuilder env;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly Dictionary<string, LoadedModule> loaded = [];
    private readonly List<string> open = [];
    private readonly List<TestDeclaration> tests = [];
    private LoadedModule? core;

    private Loader(ISourceReader reader, TaskGraph start, ITaskStates? states = null)
    {
        this.reader = reader;
        env = new(start) { States = states ?? new NoTaskStates() };
    }

    public static ModuleSet Load(ISourceReader reader, string path)
    {
        var loader = new Loader(reader, TaskGraph.Of(Env.Empty));
        loader.core = loader.LoadFile(loader.StandardPath(Core), prefix: "", isMain: false, asked: null);
        var main = loader.LoadFile(path, prefix: "", isMain: true, asked: null);
        return loader.Finish(main);
    }

    /// <summary>Reads a text that is no file, such as standard input; its imports are relative to the current folder.</summary>
    public static ModuleSet LoadText(ISourceReader reader, SourceText source)
    {
        var loader = new Loader(reader, TaskGraph.Of(Env.Empty));
        loader.core = loader.LoadFile(loader.StandardPath(Core), prefix: "", isMain: false, asked: null);
        return loader.Finish(loader.LoadSource(source, prefix: "", isMain: true));
    }

    /// <summary>
    /// Reads a text on top of a program, as if it stood at its end: its declarations, changes and imports. What a later text declares sees the
    /// code of the earlier ones.
    /// </summary>
    /// <param name="states">What is known of the tasks by now, for queries that ask for it.</param>
    public static ModuleSet LoadMore(ISourceReader reader, ModuleSet program, SyntaxTree tree, ITaskStates? states = null)
    {
        var loader = new Loader(reader, program.Graph, states);
        foreach (var (path, module) in program.Modules)
            loader.loaded.Add(path, module);
        loader.core = loader.loaded.GetValueOrDefault(reader.Normalise(loader.StandardPath(Core)));
        var modules = program.Env.Modules;
        loader.LoadTree(tree, new Scope(program.Scope, program.Env), "", isMain: true, modules.IsEmpty ? null : modules[^1]);
        return loader.Finish(null) with { Main = program.Main, Scope = program.Scope };
    }

    private ModuleSet Finish(LoadedModule? main) => new(env.ToGraph(), main?.Declaration, diagnostics.ToEquatableList())
    {
        Steps = env.Steps.ToEquatableList(),
        Tests = tests.ToEquatableList(),
        Touched = env.Touched.Distinct().ToEquatableList(),
        Scope = main?.Scope,
        Modules = loaded,
    };

    private string StandardPath(string module) => Path.Combine(reader.StandardFolder, module.Replace('.', '/') + ".dag");

    private LoadedModule? LoadFile(string path, string prefix, bool isMain, SourceLocation? asked)
    {
        var identity = reader.Normalise(path);
        if (loaded.TryGetValue(identity, out var known))
            return known;

        if (open.Contains(identity))
        {
            if (asked is { } at)
                diagnostics.Add(LoadErrors.CircularImport(at, CircleTo(identity)));
            return null;
        }

        if (open.Count > MostImportsDeep)
        {
            diagnostics.Add(LoadErrors.ImportsTooDeep(asked, Path.GetFileName(path), MostImportsDeep));
            return null;
        }

        if (!SourceFile.TryRead(reader, path, asked, out var source, out var problem, OriginOf(identity)))
        {
            diagnostics.Add(problem);
            return null;
        }

        open.Add(identity);
        var module = LoadSource(source, prefix, isMain);
        open.RemoveAt(open.Count - 1);
        loaded.Add(identity, module);
        return module;
    }

    // By the one form of its path: a folder beside the library may begin with its name, and dots may lead out of it.
    private SourceOrigin OriginOf(string identity)
        => identity == reader.Normalise(StandardPath(Core)) ? SourceOrigin.Core
            : identity.StartsWith(Path.TrimEndingDirectorySeparator(reader.Normalise(reader.StandardFolder)) + '/', StringComparison.Ordinal) ? SourceOrigin.StandardLibrary
            : SourceOrigin.Program;

    private string CircleTo(string identity)
        => string.Join(" -> ", open.Skip(open.IndexOf(identity)).Append(identity).Select(path => $"'{Path.GetFileName(path)}'"));

    private LoadedModule LoadSource(SourceText source, string prefix, bool isMain)
        => LoadTree(Parser.Parse(source), new Scope(core?.Scope), prefix, isMain, before: null);

    private LoadedModule LoadTree(SyntaxTree tree, Scope scope, string prefix, bool isMain, ModuleDeclaration? before)
    {
        var source = tree.Source;
        var imports = new List<ModuleDeclaration>();
        if (core is not null)
            imports.Add(core.Declaration);
        if (before is not null)
            imports.Add(before);

        // What is wrong with an import is said where it stands, among the file's own mistakes.
        diagnostics.AddRange(tree.Diagnostics);
        foreach (var statement in tree.Statements)
        {
            if (statement is StatementSyntax.ImportFile or StatementSyntax.ImportModule)
                Import(source, statement, prefix, scope, imports);
        }

        var module = DeclarationOf(tree, imports, before);
        ModuleChecker.Check(tree, module, prefix, isMain, scope, env, diagnostics);
        if (before is null || tree.Statements.Any(LeavesSomething))
            env.Add(module);
        if (isMain)
            tests.AddRange(tree.Statements.OfType<StatementSyntax.Test>().Select(test => new TestDeclaration(test.Name.Content, test.Steps, new(source, test.Name.Span))));
        return new(module, scope);
    }

    // A text at the prompt that only sets and asks leaves nothing behind that C# could see.
    private static bool LeavesSomething(StatementSyntax statement) => statement is not (StatementSyntax.Set or StatementSyntax.Run or StatementSyntax.Ask)
        && statement is not StatementSyntax.Change { What: not (ChangeSyntax.Override or ChangeSyntax.PinCode) };

    private void Import(SourceText importer, StatementSyntax statement, string prefix, Scope scope, List<ModuleDeclaration> imports)
    {
        var (module, alias, at) = statement switch
        {
            StatementSyntax.ImportFile file => (ImportFile(importer, file, prefix), file.Alias, file.Path.Span),
            StatementSyntax.ImportModule standard => (ImportModule(importer, standard), standard.Alias, standard.Module.Span),
            _ => (null, null, default),
        };
        if (module is null)
            return;

        imports.Add(module.Declaration);
        var taken = scope.Import(module.Scope, alias is { IsMissing: false } ? alias.Text + "." : "");
        if (taken.Count > 0)
            diagnostics.Add(CheckErrors.ImportsClash(new(importer, at), taken.ToEquatableList()));
    }

    private LoadedModule? ImportFile(SourceText importer, StatementSyntax.ImportFile import, string prefix)
    {
        var (folder, at) = (Path.GetDirectoryName(importer.Path) ?? "", new SourceLocation(importer, import.Path.Span));
        if (import.Path.Content.Length == 0 || import.Path.Content.Contains('\0'))
        {
            diagnostics.Add(LoadErrors.Missing(at, import.Path.Content.Replace("\0", "\\0"), null));
            return null;
        }

        var inner = import.Alias is { IsMissing: false } alias ? prefix + alias.Text + "." : prefix;
        return LoadFile(Path.Combine(folder, import.Path.Content), inner, isMain: false, at);
    }

    /// <summary>What may be imported by name.</summary>
    public static IEnumerable<string> ModulesOf(ISourceReader reader)
        => reader.NamesBeside(Path.Combine(reader.StandardFolder, Core + ".dag")).Select(file => "std." + Path.GetFileNameWithoutExtension(file));

    private LoadedModule? ImportModule(SourceText importer, StatementSyntax.ImportModule import)
    {
        var (name, at) = (import.Module.Text, new SourceLocation(importer, import.Module.Span));
        if (import.Module.IsMissing)
            return null;

        var module = name.StartsWith("std.", StringComparison.Ordinal) ? name["std.".Length..] : null;
        if (module is not null && reader.Read(StandardPath(module)) is SourceReading.Found)
            return LoadFile(StandardPath(module), prefix: "", isMain: false, at);

        diagnostics.Add(LoadErrors.UnknownModule(at, name, Suggestion.For(name, ModulesOf(reader))));
        return null;
    }

    // What a text at the prompt opens stays open for the next one.
    private ModuleDeclaration DeclarationOf(SyntaxTree tree, List<ModuleDeclaration> imports, ModuleDeclaration? before)
    {
        var source = tree.Source;
        return new(source)
        {
            Doc = tree.Doc,
            Imports = imports.ToEquatableList(),
            Usings = (before?.Usings ?? []).Concat(tree.Statements.OfType<StatementSyntax.Using>().Select(use => new CSharpFragment(source, use.Namespace))).ToEquatableList(),
            Code = tree.Statements.OfType<StatementSyntax.Code>().Select(code => new CSharpFragment(source, code.Members)).ToEquatableList(),
            References = tree.Statements.OfType<StatementSyntax.Reference>()
                .Select(reference => new ReferenceDeclaration(reference.Path.Content, new(source, reference.Path.Span)))
                .ToEquatableList(),
        };
    }
}

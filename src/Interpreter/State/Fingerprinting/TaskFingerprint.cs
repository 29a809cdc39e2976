using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Scanning;
using Dag.Language.Text;
using Dag.Language.Types;
using Dag.Language.Values;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// The fingerprint of a task's work: its body with the code it reaches, or the version that stands for both; its option values; the content of its
/// deps' products; and what its own is made of. Not its name, its place, its types' predicates, or how often it is tried.
/// </summary>
/// <param name="programFolder">Where references are looked for that do not lie beside their file.</param>
/// <param name="secretKey">Secrets count by a digest under this key: nothing that is kept leads back to one.</param>
/// <param name="identityOf">What counts of a file.</param>
/// <param name="inputs">Takes down the files and folders that option values and references name.</param>
internal sealed class TaskFingerprint(Env env, string programFolder, Lazy<byte[]> secretKey, Func<DagFile, CancellationToken, string> identityOf, InputRecorder? inputs = null)
{
    private readonly ConcurrentDictionary<ModuleDeclaration, CodeIndex> codes = [];
    private readonly ConcurrentDictionary<string, string> references = [];
    private readonly ConcurrentDictionary<DagType, string> predicates = [];
    private readonly RepresentationText representations = new();

    /// <summary>Null where a value has no content that could be compared, so that nothing else is the same work.</summary>
    /// <param name="deps">Those that have a product.</param>
    /// <param name="variables">The caller's variables that a script sees, in order.</param>
    /// <param name="find">The caller's variables by name, for those that its code names.</param>
    /// <param name="cancellation">Ends the reading of files.</param>
    public WorkFingerprint? Of(
        BoundTask task, IReadOnlyList<DepContent> deps, IReadOnlyList<string?> variables, LanguageDeclaration? language, Func<string, string?>? find = null, CancellationToken cancellation = default)
    {
        var walk = new FingerprintWalk();
        var declaration = task.Declaration;
        WriteWork(walk, task, deps, language);
        var made = declaration.Product is { } product ? representations.Of(product) : "";
        walk.Part("product", part => part with { Shown = declaration.ProductName is { } called ? $"{made} \"{called.Text}\"" : made });
        walk.Write('p', made);
        if (declaration.ProductFormat != TableFormat.Json)
            walk.Write('f', declaration.ProductFormat.Word());
        // A body sees it: in $OUT, or by task.File().
        if (declaration.ProductName is { } name)
            walk.Write('n', name.Text);
        foreach (var dep in deps.OrderBy(dep => dep.Name, StringComparer.Ordinal))
        {
            walk.Part($"dep {dep.Name}", part => part with { Kind = PartKind.Dep, Maker = dep.Maker, Type = representations.Of(dep.Type), Origin = dep.Maker == dep.Name ? null : dep.Maker });
            walk.Write('p', representations.Of(dep.Type));
            walk.Write('h', dep.Content.Digits);
            if (FormatOf(declaration, dep.Name) is var format && format != TableFormat.Json)
                walk.Write('f', format.Word());
        }

        var stamps = new InputStamps();
        if (!TryWriteOptions(walk, task, stamps, cancellation))
            return null;

        WriteVariables(walk, declaration, variables);
        WriteSurroundings(walk, declaration, find);
        return new(walk.ToFingerprint(), walk.ToParts) { Inputs = stamps.IsEmpty ? null : stamps };
    }

    private static TableFormat FormatOf(TaskDeclaration task, string dep)
    {
        foreach (var each in task.Deps)
        {
            if (each.LocalName == dep)
                return each.Format;
        }

        return TableFormat.Json;
    }

    /// <summary>That of a task's body alone, with the code it reaches, or of the version that stands for both.</summary>
    public Fingerprint OfCode(BoundTask task)
    {
        var walk = new FingerprintWalk();
        WriteWork(walk, task, [], null);
        return walk.ToFingerprint();
    }

    /// <summary>What a value of a type is held against: its predicates with the code they reach, its parents' and its elements'. Nothing for a type without.</summary>
    public string PredicatesOf(DagType type) => predicates.GetOrAdd(type, each =>
    {
        var walk = new FingerprintWalk();
        return TryWritePredicates(walk, each) ? walk.ToFingerprint().Digits[..32] : "";
    });

    /// <summary>SHA-256 over a value's content; null where it cannot be compared.</summary>
    public ContentDigest? ContentOf(ClrValue value) => ContentOf(value, (ContentVisitor?)null);

    /// <summary>The same of a product, but under the secret key where its type is secret: from here on nothing else is known of it.</summary>
    public ContentDigest? ContentOf(ClrValue product, DagType? type) => ContentOf(product, type, null);

    /// <param name="visitor">Told of the files and folders in it.</param>
    internal ContentDigest? ContentOf(ClrValue value, ContentVisitor? visitor, CancellationToken cancellation = default)
        => ContentHasher.Of(value, file => identityOf(file, cancellation), visitor);

    internal ContentDigest? ContentOf(ClrValue product, DagType? type, ContentVisitor? visitor, CancellationToken cancellation = default)
        => ContentOf(product, visitor, cancellation) is not { } content ? null
            : type is not null && Secrecy.Hides(type) ? content with { Digits = Convert.ToHexStringLower(Keyed(content)), OfBytes = null } : content;

    private bool TryWritePredicates(FingerprintWalk walk, DagType type)
    {
        var isAny = false;
        foreach (var ancestor in type.Lineage())
        {
            walk.Part("type");
            isAny |= ancestor.Form is TypeForm.ListOf(var element) && TryWritePredicates(walk, element);
            foreach (var predicate in ancestor.Predicates)
            {
                isAny = true;
                WritePredicate(walk, predicate);
            }
        }

        return isAny;
    }

    private void WritePredicate(FingerprintWalk walk, TypePredicate predicate)
    {
        if (predicate is TypePredicate.In closed)
        {
            foreach (var value in closed.Values)
                walk.Write('i', ValuePrinter.Print(value));
        }
        else if (predicate is TypePredicate.Where({ } code, _))
        {
            var words = new HashSet<string>(StringComparer.Ordinal);
            WriteTokens(walk, 'w', code, words);
            if (env.Modules.FirstOrDefault(module => module.Source == code.Source) is { } module)
                WriteReached(walk, codes.GetOrAdd(module, each => new(each)), words);
        }
    }

    private void WriteWork(FingerprintWalk walk, BoundTask task, IReadOnlyList<DepContent> deps, LanguageDeclaration? language)
    {
        var declaration = task.Declaration;
        if (declaration.Version is { } version)
        {
            walk.Part("version", part => part with { Shown = version });
            walk.Write('v', version);
            return;
        }

        walk.Part("body", part => part with { At = PlaceOf(declaration) });
        var words = new HashSet<string>(StringComparer.Ordinal);
        switch (declaration.Body)
        {
            case BodyDeclaration.Expression(var code):
                WriteTokens(walk, 'e', code, words);
                break;
            case BodyDeclaration.Block(var code):
                WriteTokens(walk, 'b', code, words);
                break;
            case BodyDeclaration.Script script:
                WriteScript(walk, script, language);
                break;
        }

        WriteCode(walk, task, deps, words);
    }

    private static SourceLocation PlaceOf(TaskDeclaration task) => task.Body switch
    {
        BodyDeclaration.Expression(var code) => code.At,
        BodyDeclaration.Block(var code) => code.At,
        BodyDeclaration.Script(_, _, var at) => at,
        _ => task.At,
    };

    private static void WriteTokens(FingerprintWalk walk, char tag, CSharpFragment code, HashSet<string> words)
    {
        var text = code.Text;
        var tokens = CSharpTokens.Of(text);
        words.UnionWith(CodeMember.WordsIn(tokens, text));
        walk.Write(tag, tokens.Count);
        foreach (var token in tokens)
            walk.Write('t', token.Spelling(text));
    }

    private void WriteScript(FingerprintWalk walk, BodyDeclaration.Script script, LanguageDeclaration? language)
    {
        walk.Write('s', script.Text);
        walk.Part("language", part => part with { Shown = string.Join(' ', language?.Command ?? []) });
        foreach (var word in language?.Command ?? [])
            walk.Write('w', word);
        foreach (var modules in language is null ? [] : ModuleFiles.Of(language))
            WriteModules(walk, modules);
    }

    private void WriteModules(FingerprintWalk walk, ModuleFiles modules)
    {
        inputs?.Record(modules.Folder);
        foreach (var file in modules.Find())
        {
            var name = Path.GetRelativePath(modules.Folder.Path, file.Path);
            walk.Part($"module {name}");
            walk.Write('m', name);
            walk.Write('h', IdentityOfInput(file));
        }
    }

    private void WriteCode(FingerprintWalk walk, BoundTask task, IReadOnlyList<DepContent> deps, HashSet<string> words)
    {
        var declaration = task.Declaration;
        var code = codes.GetOrAdd(declaration.Module, module => new(module));
        if (declaration.Body is not BodyDeclaration.Script || !code.IsEmpty)
            WriteReached(walk, code, Roots(task, deps, words));

        if (code.References.Count > 0)
            WriteReferences(walk, code);
    }

    private void WriteReferences(FingerprintWalk walk, CodeIndex code)
    {
        var digests = new SortedSet<string>(code.References.Select(each => $"{Path.GetFileName(each.Reference.Path)}\n{DigestOf(each.Module, each.Reference)}"), StringComparer.Ordinal);
        foreach (var digest in digests)
        {
            walk.Part($"reference {digest[..digest.IndexOf('\n')]}");
            walk.Write('h', digest);
        }
    }

    // What its values are made of counts too: their methods may be called without a word in the body.
    private HashSet<string> Roots(BoundTask task, IReadOnlyList<DepContent> deps, HashSet<string> words)
    {
        foreach (var dep in deps)
        {
            words.UnionWith(representations.WordsOf(dep.Type));
            words.UnionWith(dep.Content.Types);
        }

        foreach (var option in task.Options)
            words.UnionWith(representations.WordsOf(option.Declaration.Type));
        if (task.Declaration.Product is { } product)
            words.UnionWith(representations.WordsOf(product));
        return words;
    }

    private static void WriteReached(FingerprintWalk walk, CodeIndex code, HashSet<string> words)
    {
        walk.Part("usings", part => part with { Kind = PartKind.Usings, Within = code.Usings.Select(use => PartDescriptions.Of(use.Replace(" . ", ".", StringComparison.Ordinal), use)).ToEquatableList() });
        foreach (var use in code.Usings)
            walk.Write('u', use);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, members) in code.ReachedFrom(words))
        {
            reached.Add(name);
            walk.Part(name.Length == 0 ? "code that has no one name" : $"code {name}", part => PartDescriptions.OfCode(part, name, members));
            foreach (var member in members)
            {
                walk.Write('c', member.Tokens.Count);
                foreach (var token in member.Tokens)
                    walk.Write('t', token);
            }
        }

        if (code.StartsAmong(reached) is not { Count: > 0 } starts)
            return;

        walk.Part("order of first values");
        foreach (var names in starts)
            walk.Write('o', names);
    }

    // One that is gone was compiled against, so its name is all there is.
    private string DigestOf(ModuleDeclaration module, ReferenceDeclaration reference)
        => References.FindPath(module, reference, programFolder) is { } path ? references.GetOrAdd(path, each => IdentityOfInput(DagFile.Of(each))[..64]) : reference.Path;

    private bool TryWriteOptions(FingerprintWalk walk, BoundTask task, InputStamps stamps, CancellationToken cancellation)
    {
        foreach (var option in task.Options.OrderBy(option => option.Declaration.Name, StringComparer.Ordinal))
        {
            if (option.Declaration.IsMeta || (option.Declaration.IsCompatible && option.IsDefault))
                continue;
            var files = new List<(string Path, string Identity)>();
            if (ContentOf(option.Value, VisitorOf(files, stamps), cancellation) is not { } content)
                return false;

            walk.Part($"option {option.Declaration.Name}", part => part with
            {
                Kind = PartKind.Option,
                Shown = TypeChecker.Show(option.Value, option.Declaration.Type),
                Type = representations.Of(option.Declaration.Type),
                Origin = option.Origin is ValueOrigin.Flag ? "flag" : option.Origin.Describe(),
                Within = PartDescriptions.OfFiles(option.Value.Raw, files),
            });
            walk.Write('p', representations.Of(option.Declaration.Type));
            if (Secrecy.Hides(option.Declaration.Type))
                walk.Write('x', Keyed(content));
            else
                walk.Write('h', content.Digits);
        }

        return true;
    }

    private byte[] Keyed(ContentDigest content) => HMACSHA256.HashData(secretKey.Value, Encoding.UTF8.GetBytes(content.Digits));

    private ContentVisitor VisitorOf(List<(string Path, string Identity)> files, InputStamps stamps) => new()
    {
        BeforeFolder = folder => inputs?.Record(folder),
        OnFolder = stamps.Add,
        OnFile = (file, identity) =>
        {
            files.Add((file.Path, identity));
            stamps.Add(file, identity);
            inputs?.Record(file, identity);
        },
    };

    private string IdentityOfInput(DagFile file)
    {
        var identity = identityOf(file, CancellationToken.None);
        inputs?.Record(file, identity);
        return identity;
    }

    /// <summary>The variables that a task's code names beside those that it declares, and TZ where it deals with local time; in order.</summary>
    internal IReadOnlyList<string> SurroundingsOf(TaskDeclaration task) => task.Version is not null ? [] : task.Body switch
    {
        BodyDeclaration.Script(_, var text, _) => Surroundings.OfScript(text),
        BodyDeclaration.Expression(var code) => OfCSharp(task, code),
        BodyDeclaration.Block(var code) => OfCSharp(task, code),
        _ => [],
    };

    private IReadOnlyList<string> OfCSharp(TaskDeclaration task, CSharpFragment body)
    {
        var code = codes.GetOrAdd(task.Module, module => new(module));
        var words = CodeMember.WordsIn(CSharpTokens.Of(body.Text), body.Text);
        foreach (var type in task.Options.Select(option => option.Type).Concat(task.Deps.Select(dep => dep.Product)).Append(task.Product).OfType<DagType>())
            words.UnionWith(representations.WordsOf(type));
        foreach (var (_, members) in code.ReachedFrom(words.ToList()))
        {
            foreach (var member in members)
                words.UnionWith(member.Words);
        }

        return Surroundings.OfCSharp(words, Representations.Visible(task.Module).SelectMany(seen => seen.Code).Select(seen => seen.Text).Prepend(body.Text));
    }

    private void WriteSurroundings(FingerprintWalk walk, TaskDeclaration task, Func<string, string?>? find)
    {
        if (find is null)
            return;

        foreach (var name in SurroundingsOf(task).Where(name => !task.PassedVariables.Any(passed => passed.Name == name)))
        {
            var value = Surroundings.ValueOf(name, find);
            walk.Part(name == Surroundings.TimeZone ? "time zone" : $"variable {name}", part => part with { Shown = name == Surroundings.TimeZone ? value ?? "UTC" : value is null ? "not set" : "set" });
            walk.Write(value is null ? 'z' : 'y', value ?? "");
        }
    }

    private static void WriteVariables(FingerprintWalk walk, TaskDeclaration task, IReadOnlyList<string?> variables)
    {
        foreach (var (variable, value) in task.PassedVariables.Zip(variables).OrderBy(pair => pair.First.Name, StringComparer.Ordinal))
        {
            if (variable.IsMeta)
                continue;

            // What it says may be anybody's secret.
            walk.Part($"variable {variable.Name}", part => part with { Shown = value is null ? "not set" : "set" });
            walk.Write(value is null ? 'z' : 'y', value ?? "");
        }
    }
}

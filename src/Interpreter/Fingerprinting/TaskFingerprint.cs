using System.Security.Cryptography;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>
/// The fingerprint of a task's work: its body with the code it can see, its option values, the content of its deps' products, and the type of
/// its own. Not its name, its place, or how often it is tried.
/// </summary>
public sealed class TaskFingerprint
{
    // A secret counts, but nothing that is kept may lead back to it.
    private static readonly byte[] SecretKey = RandomNumberGenerator.GetBytes(32);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<ModuleDeclaration, Fingerprint> codes = [];

    /// <summary>Null where a value has no content that could be compared, so that nothing else is the same work.</summary>
    /// <param name="products">The products of the deps that have one, in order.</param>
    /// <param name="variables">The caller's variables that a script sees, in order.</param>
    public Fingerprint? Of(InvokedTask task, ReadOnlySpan<ClrValue> products, ReadOnlySpan<string?> variables, LanguageDeclaration? language)
    {
        var walk = new FingerprintWalk();
        WriteBody(walk, task.Declaration, language);
        walk.Write('p', TypeText(task.Declaration.Product));
        return TryWriteDeps(walk, task.Declaration, products) && TryWriteOptions(walk, task) && WriteVariables(walk, task.Declaration, variables)
            ? walk.ToFingerprint()
            : null;
    }

    private static string TypeText(DagType? type) => type?.Name.Text ?? "";

    private void WriteBody(FingerprintWalk walk, TaskDeclaration task, LanguageDeclaration? language)
    {
        switch (task.Body)
        {
            case BodyDeclaration.Expression(var code):
                walk.Write('e', code.Text);
                walk.Write('v', CodeOf(task.Module).ToString());
                break;
            case BodyDeclaration.Block(var code):
                walk.Write('b', code.Text);
                walk.Write('v', CodeOf(task.Module).ToString());
                break;
            case BodyDeclaration.Script script:
                walk.Write('s', script.Text);
                walk.Begin('w', language?.Command.Count ?? 0);
                foreach (var word in language?.Command ?? [])
                    walk.Write('w', word);
                break;
        }
    }

    private static bool TryWriteDeps(FingerprintWalk walk, TaskDeclaration task, ReadOnlySpan<ClrValue> products)
    {
        walk.Begin('d', products.Length);
        foreach (var dep in task.Deps)
            walk.Write('a', dep.LocalName);
        foreach (var product in products)
        {
            if (!ContentWalk.TryWrite(walk, product))
                return false;
        }

        return true;
    }

    private static bool TryWriteOptions(FingerprintWalk walk, InvokedTask task)
    {
        foreach (var option in task.Options)
        {
            if (option.Declaration.IsMeta || (option.Declaration.IsCompatible && option.IsDefault))
                continue;

            walk.Write('o', option.Declaration.Name);
            if (Secrecy.Hides(option.Declaration.Type) && option.Value.Raw is not string)
                return false;
            if (Secrecy.Hides(option.Declaration.Type))
                walk.Write('x', HMACSHA256.HashData(SecretKey, System.Text.Encoding.UTF8.GetBytes(option.Value.ToString())));
            else if (!ContentWalk.TryWrite(walk, option.Value))
                return false;
        }

        return true;
    }

    private static bool WriteVariables(FingerprintWalk walk, TaskDeclaration task, ReadOnlySpan<string?> variables)
    {
        for (var i = 0; i < variables.Length; i++)
        {
            if (task.PassedVariables[i].IsMeta)
                continue;

            walk.Write('g', task.PassedVariables[i].Name);
            walk.Write(variables[i] is null ? 'z' : 'y', variables[i] ?? "");
        }

        return true;
    }

    private Fingerprint CodeOf(ModuleDeclaration module)
    {
        if (codes.TryGetValue(module, out var known))
            return known;

        var walk = new FingerprintWalk();
        foreach (var use in module.Usings)
            walk.Write('u', use.Text);
        foreach (var reference in module.References)
            walk.Write('r', reference.Path);
        foreach (var code in module.Code)
            walk.Write('c', code.Text);
        foreach (var import in module.Imports)
            walk.Write('i', CodeOf(import).ToString());
        return codes[module] = walk.ToFingerprint();
    }
}

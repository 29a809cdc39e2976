using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What a compiled unit is kept under: the digest of all that it is made from.</summary>
internal static class UnitKey
{
    // Raised whenever the form of what is kept changes. What is generated, and the compiler's version, is in the identity of this assembly.
    private const int Format = 3;

    public static string Of(GeneratedUnit unit, IReadOnlyList<LoadedUnit> beneath)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"{Format} {Environment.Version.ToString(2)} {typeof(ClrValue).Module.ModuleVersionId}");
        foreach (var text in unit.Texts)
            Append(hash, text.Text);
        foreach (var stored in unit.Stored)
            Append(hash, $"stored {stored}");
        foreach (var lower in beneath)
            Append(hash, lower.Key);
        foreach (var reference in unit.References)
            AppendAssembly(hash, reference.Path);

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What lies beside the program changes with the program, whose identity is in the key. Anything else counts by its content: units of all programs lie in one folder.
    private static void AppendAssembly(IncrementalHash hash, string path)
    {
        var file = new FileInfo(path);
        Append(hash, file.Name);
        if (file.DirectoryName == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))
        {
            Append(hash, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");
            return;
        }

        try
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // Nothing can be compiled against it, which is said then.
            Append(hash, "unreadable");
        }
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

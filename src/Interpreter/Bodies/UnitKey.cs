using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Bodies;

/// <summary>What a compiled unit is kept under: the digest of all that it is made from.</summary>
internal static class UnitKey
{
    // Raised whenever the form of what is kept changes. What is generated, and the compiler's version, is in the identity of this assembly.
    private const int Format = 2;

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
        {
            var file = new FileInfo(reference.Path);
            Append(hash, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

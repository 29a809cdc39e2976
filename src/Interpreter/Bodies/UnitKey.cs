using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Bodies;

/// <summary>What a compiled unit is kept under: the digest of all that it is made from.</summary>
internal static class UnitKey
{
    // Raised whenever what is generated around the same texts, or the form it is kept in, changes.
    private const int Format = 1;

    public static string Of(GeneratedUnit unit)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"{Format} {Environment.Version} {typeof(ClrValue).Module.ModuleVersionId}");
        foreach (var text in unit.Texts)
            Append(hash, text);
        foreach (var reference in unit.References)
        {
            var file = new FileInfo(reference);
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

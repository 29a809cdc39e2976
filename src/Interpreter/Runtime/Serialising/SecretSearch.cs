using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Search for known secret texts in a value and in files, in the forms in which they are masked.</summary>
internal static class SecretSearch
{
    /// <summary>Whether the value's texts contain a secret. Of a file and a folder it is the path that counts: their contents are searched by <see cref="IsInFile"/>.</summary>
    public static bool IsIn(ClrValue value, SecretTexts secrets)
    {
        if (secrets.IsEmpty)
            return false;
        if (value.Raw is string text)
            return secrets.SpansIn(text).Count > 0;

        using var search = new MaskingStream(Stream.Null, secrets);
        try
        {
            if (value.Raw is byte[] bytes)
                search.Write(bytes);
            else
                ProductJson.Write(search, value);
        }
        catch (NotSupportedException)
        {
            // What cannot be written is neither stored nor shown; of what was written of it so far is known what is in it.
        }

        return search.HasMasked;
    }

    public static bool IsInFile(string path, SecretTexts secrets)
    {
        if (secrets.IsEmpty)
            return false;

        using var search = new MaskingStream(Stream.Null, secrets);
        DiskError.BestEffort(() =>
        {
            using var file = File.OpenRead(path);
            file.CopyTo(search);
        });
        return search.HasMasked;
    }
}

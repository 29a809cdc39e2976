using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Publishing;

/// <summary>
/// Copies products to where people look for them: whole or not at all, with the rights of new files, and never over what somebody has edited unless that is asked for. Knows no task and no run.
/// </summary>
/// <param name="log">What was published before; null where there is nothing that could be edited.</param>
/// <param name="identityOf">What counts of a file.</param>
/// <param name="secrets">A product that contains one of them is not published.</param>
internal sealed class Publisher(PublicationLog? log, Func<DagFile, string> identityOf, SecretTexts secrets, bool overwrites)
{
    /// <param name="place">A full path.</param>
    public PublishOutcome Publish(ClrValue product, string place)
    {
        try
        {
            return product.Raw switch
            {
                DagFile file => Publish(identityOf(file), place, FileKind.File, () => Contains(file), to => WritableCopy.Make(file.Path, to, file.MayBeExecuted)),
                DagFolder folder => Publish(IdentityOf(folder), place, FileKind.Folder, () => folder.Files().Any(Contains), to => FolderCopy.Make(folder, to)),
                _ => PublishText(ValueFile.Of(product, place), place),
            };
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is NotSupportedException)
        {
            return new PublishOutcome.Refused(refused.Message.TrimEnd('.'));
        }
    }

    private PublishOutcome PublishText(byte[] bytes, string place)
        => Publish(Fingerprint.Of(bytes).Digits, place, FileKind.File, () => secrets.IsIn(new MemoryStream(bytes)), to =>
        {
            using var file = RawFile.Create(to);
            RandomAccess.Write(file, bytes, 0);
        });

    private PublishOutcome Publish(string identity, string place, FileKind kind, Func<bool> hasSecret, Action<string> make)
    {
        var (there, lies) = (FindIdentity(place, out var found), found);
        if (there == identity)
        {
            log?.Remember(place, identity);
            return new PublishOutcome.Unchanged(identity);
        }

        if (lies is FileKind.File or FileKind.Folder && lies != kind)
            return new PublishOutcome.Refused(kind == FileKind.File ? "a folder is there" : "a file is there");
        if (lies != FileKind.None && log?.Find(place) is var last && last != there && !overwrites)
            return new PublishOutcome.Edited(last is not null);
        if (!secrets.IsEmpty && hasSecret())
            return new PublishOutcome.Secret();
        if (lies == FileKind.Folder && Path.Exists(Path.Combine(place, ".git")))
            return new PublishOutcome.Refused("the folder there is a git repository");

        var parent = Path.GetDirectoryName(place) ?? place;
        Directory.CreateDirectory(parent);
        LeftoverCopies.Sweep(parent);
        var temporary = LeftoverCopies.NewPathIn(parent);
        if (kind == FileKind.File)
            AtomicFile.Write(place, temporary, make);
        else
            FolderSwap.Put(place, temporary, make);
        log?.Remember(place, identity);
        return new PublishOutcome.Copied(identity);
    }

    // What is neither file nor folder is nothing that was published.
    private string? FindIdentity(string place, out FileKind kind)
    {
        kind = FileState.KindItself(place);
        return kind switch
        {
            FileKind.File => identityOf(DagFile.Of(place)),
            FileKind.Folder => IdentityOf(DagFolder.Of(place)),
            _ => null,
        };
    }

    private string IdentityOf(DagFolder folder) => folder.HashBy(identityOf) + "/";

    private bool Contains(DagFile file)
    {
        using var stream = file.OpenRead();
        return secrets.IsIn(stream);
    }
}

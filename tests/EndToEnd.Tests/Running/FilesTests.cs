using System.Runtime.Versioning;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Files and folders as they lie on a disk: what of them counts, and that they come out of the store as they were made.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FilesTests
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void A_change_that_a_process_can_see_runs_it_again_and_no_other()
    {
        using var dag = new DagProcess().With("tool", "#!/bin/sh\n").With("tree/v1/a", "1").With("tree/v2/a", "2").With("elsewhere", "3").With("main.dag", """
            task look {
                option tree: Folder = folder "tree"
                option tool: File = file "tool"
                cache disk
                product Text
                run sh "echo ran >> ../../../../log; cd $tree; find . | sort | tr '\n' ' '; cat now/a linked; test -x $tool && echo yes || echo no"
            }
            """);
        File.CreateSymbolicLink(At("tree/now"), "v1");
        File.CreateSymbolicLink(At("tree/linked"), At("elsewhere"));
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 13no", isAgain: true);
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 13no", isAgain: false);

        File.SetUnixFileMode(At("tree/v1/a"), Plain | UnixFileMode.GroupWrite);
        File.SetLastWriteTimeUtc(At("tree/v1/a"), DateTime.UnixEpoch);
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 13no", isAgain: false);

        Write("elsewhere", "4");
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 14no", isAgain: true);
        File.SetUnixFileMode(At("tool"), Plain | UnixFileMode.UserExecute);
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 14yes", isAgain: true);
        File.Delete(At("tree/now"));
        File.CreateSymbolicLink(At("tree/now"), "v2");
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 24yes", isAgain: true);
        Directory.CreateDirectory(At("tree/empty"));
        Runs(". ./empty ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 24yes", isAgain: true);
        Directory.Delete(At("tree/empty"));
        Runs(". ./linked ./now ./v1 ./v1/a ./v2 ./v2/a 24yes", isAgain: false);

        string At(string name) => Path.Combine(dag.Folder, name);

        // Long ago, so that its state on disk is believed.
        void Write(string name, string text)
        {
            File.WriteAllText(At(name), text);
            File.SetLastWriteTimeUtc(At(name), DateTime.UnixEpoch);
        }

        void Runs(string product, bool isAgain)
        {
            foreach (var name in (string[])["main.dag", "tool", "elsewhere", "tree/v1/a", "tree/v2/a"])
                File.SetLastWriteTimeUtc(At(name), File.GetLastWriteTimeUtc(At(name)) - TimeSpan.FromDays(1));
            File.Delete(At("log"));
            dag.Run("run", "main.dag").Whole.ShouldBe($"exit 0\nout: {product}");
            File.Exists(At("log")).ShouldBe(isAgain);
        }
    }

    [Fact]
    public void A_folder_comes_out_of_the_store_with_its_programs_links_and_empty_folders()
    {
        using var dag = new DagProcess().With("main.dag", """
            task made {
                cache disk
                product Folder
                run sh "echo ran >> ../../../../log; mkdir -p $OUT/bin $OUT/logs; printf '#!/bin/sh\necho hi\n' > $OUT/bin/tool; cp $OUT/bin/tool $OUT/text; chmod +x $OUT/bin/tool; ln -s bin $OUT/current"
            }
            task used { needs made; cache never; product Text; run sh "cd $made; current/tool; find . | sort | tr '\n' ' '; test -x text || echo no" }
            """);
        for (var round = 0; round < 3; round++)
        {
            dag.Run("run", "main.dag").Whole.ShouldBe("exit 0\nout: hi\nout: . ./bin ./bin/tool ./current ./logs ./text no");
            foreach (var run in Directory.GetDirectories(Path.Combine(dag.Folder, ".dag", "runs")))
                Directory.Delete(run, recursive: true);
        }

        File.ReadAllText(Path.Combine(dag.Folder, "log")).ShouldBe("ran\n");
    }
}

using System.Globalization;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Small process that outlives this program by a moment: a shell that waits on a pipe of which only this program has the other end, and when that is closed without
/// a word, as <c>kill -9</c> does, kills all that carries this program's mark. It costs a script nothing.
/// </summary>
internal sealed unsafe class RunWatcher
{
    private const string Shell = "/bin/sh";

    // The first word is what marks begin with, the second this program's number: what is not dead is not cleaned up after. A look comes to an end when
    // three in a row find nothing, since between two of them a process may have started another, or after a thousand where somebody cannot be killed.
    private const string Script = """
        trap '' HUP INT QUIT ALRM TERM USR1 USR2 TSTP TTIN TTOU
        read -r line
        lives() {
            read -r line < "/proc/$1/stat" || return 1
            case ${line##*) } in [ZX]*) return 1 ;; esac
        }
        tries=0
        while lives "$2"; do
            tries=$((tries + 1))
            [ $tries -lt 20000 ] || exit 0
        done
        if command -v grep; then
            marked() { grep -ls "^Max realtime timeout  *$1" /proc/[0-9]*/limits; }
        else
            marked() {
                for limits in /proc/[0-9]*/limits; do
                    while read -r max real timeout limit rest; do
                        case "$max $real $timeout $limit" in "Max realtime timeout $1"*) echo "$limits" ;; esac
                    done < "$limits"
                done
            }
        fi
        looks=0
        quiet=0
        while [ $quiet -lt 3 ] && [ $looks -lt 1000 ]; do
            looks=$((looks + 1))
            quiet=$((quiet + 1))
            for limits in $(marked "$1"); do
                process=${limits#/proc/}
                process=${process%/limits}
                lives "$process" && kill -s KILL "$process" && quiet=0
            done
        done
        """;

    private readonly int process;
    private readonly int pipe;

    private RunWatcher(int process, int pipe)
    {
        this.process = process;
        this.pipe = pipe;
    }

    /// <summary>Null where it cannot be started, such as where there is no shell.</summary>
    public static RunWatcher? Start(ProcessMark mark)
    {
        var ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.CloseOnExec) != 0)
            return null;

        var order = new ProcessRequest(Shell, ["-c", Script, "dag-watcher", mark.Prefix, Invariant($"{Environment.ProcessId}")], "/", [new("PATH", "/usr/bin:/bin")], "/dev/null", "/dev/null")
        {
            Redirections = [new Redirection.From(0, Invariant($"/proc/self/fd/{ends[0]}"))],
        };
        var answer = new Spawning(Libc.OwnSession).StartItself(order, Shell);
        _ = Libc.Close(ends[0]);
        if (answer < 0)
        {
            _ = Libc.Close(ends[1]);
            return null;
        }

        // In a script of another dag it has that one's mark, and must live on when that one is cleaned up after.
        ProcessMark.Hide(answer);
        return new(answer, ends[1]);
    }

    /// <summary>To be called when no script runs any more.</summary>
    public void End()
    {
        int status;
        ResourceUsage usage;
        _ = Libc.SendSignal(process, Libc.Kill);
        _ = Libc.Wait4(process, &status, 0, &usage);
        _ = Libc.Close(pipe);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

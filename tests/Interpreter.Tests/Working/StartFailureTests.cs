using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Tests.Working;

public sealed class StartFailureTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public Task A_program_that_is_nowhere_on_the_path()
        => Refused(workshop.Order("frobnicate"), "program 'frobnicate' not found on the PATH (/usr/local/bin:/usr/bin:/bin)");

    [Fact]
    public Task A_program_on_the_path_that_is_not_executable()
        => Refused(
            workshop.Order("tool") with { Environment = [new("PATH", Path.GetDirectoryName(workshop.Write("tool", "")) ?? "")] },
            $"'{workshop.In("tool")}' is not executable");

    [Fact]
    public Task A_path_where_there_is_no_program()
        => Refused(workshop.Order("./gone"), "program './gone' not found");

    [Fact]
    public Task A_path_to_what_is_not_executable()
        => Refused(workshop.Order(workshop.Write("text", "hello")), $"'{workshop.In("text")}' is not executable");

    [Fact]
    public Task A_folder()
        => Refused(workshop.Order(workshop.Folder), $"'{workshop.Folder}' is a folder, not a program");

    [Fact]
    public Task A_script_whose_interpreter_is_missing()
    {
        workshop.WriteProgram("old", "#!/opt/none/perl -w\n");
        return Refused(workshop.Order("./old"), "cannot start the interpreter of './old', '/opt/none/perl': No such file or directory");
    }

    [Fact]
    public Task A_working_folder_that_is_missing()
        => Refused(workshop.Shell("true") with { WorkingDirectory = "/no/where" }, "its working folder '/no/where' does not exist");

    [Fact]
    public Task A_log_in_a_folder_that_is_missing()
        => Refused(
            workshop.Shell("true") with { StandardErrorPath = "/no/where/err" },
            "cannot write its log '/no/where/err': folder '/no/where' not found");

    [Fact]
    public Task A_variable_longer_than_the_system_carries()
        => Refused(
            workshop.Shell("true") with { Environment = [new("small", "x"), new("table", new string('x', 200 * 1024))] },
            "the variable 'table' has 200 KB; the system limit is 128 KB: use a file");

    [Fact]
    public Task A_variable_with_a_NUL_in_it()
        => Refused(workshop.Shell("true") with { Environment = [new("v", "a\0b")] }, "the variable 'v' contains a NUL character");

    [Fact]
    public async Task A_token_that_is_cancelled_already()
        => (await workshop.Run(workshop.Shell("touch ran"), new CancellationToken(canceled: true)))
            .ShouldBe(new ProcessExit.NotStarted("it was cancelled before it started"));

    private async Task Refused(ProcessRequest order, string reason)
        => (await workshop.Run(order)).ShouldBe(new ProcessExit.NotStarted(reason));
}

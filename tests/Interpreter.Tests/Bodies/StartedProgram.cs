using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Loading;

namespace Dag.Interpreter.Tests.Bodies;

/// <summary>A process that compiles a program, runs its task <c>answer</c>, and says whether a compiler was loaded for it.</summary>
internal static class StartedProgram
{
    private static int Main(string[] words)
    {
        if (words is not [var file, var store])
            return 2;

        var loaded = Loader.Load(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), file);
        using var program = new BodyCompiler(new(store), AppContext.BaseDirectory).Compile(loaded.Env).Program;
        var task = loaded.Env.FindTask(new("answer"));
        if (program is null || task is null || program.BodyOf(task) is not { } body)
            return 1;

        var context = new TaskContext(Path.GetTempPath(), 1, SilentSink.Instance, [], CancellationToken.None);
        var answer = body(context, [new(41)]).AsTask().GetAwaiter().GetResult();
        var holds = task.Product is { } product && new Dag.Interpreter.Plans.Binding.TypeChecker(program).Check(answer, product) is null;
        var compilers = AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.GetName().Name?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) is true);
        Console.WriteLine($"{answer} {holds} {(compilers > 0 ? "compiled" : "kept")}");
        return 0;
    }
}

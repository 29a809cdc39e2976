using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Language.Loading;
using Dag.Language.Text;

namespace Dag.CoreCompiler;

/// <summary>Step of the build that compiles the core's predicates into the folder that lies beside the program.</summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        if (words is not [var folder])
        {
            Console.Error.WriteLine("usage: dag-core FOLDER");
            return 2;
        }

        var core = Loader.LoadText(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), new SourceText("<core>", ""));
        foreach (var diagnostic in core.Diagnostics)
            Console.Error.WriteLine($"{diagnostic.Code}: {diagnostic.Message}");
        if (core.HasErrors)
            return 1;

        BodyCompiler.ShipCore(core.Env, folder);
        return 0;
    }
}

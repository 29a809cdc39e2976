namespace Dag.Repl.Startup;

/// <summary>Where the program starts.</summary>
internal static class Program
{
    private static int Main() => 0;
}

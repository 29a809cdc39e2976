using Dag.Measures;

if (args is not ([] or ["--unneeded"]))
{
    Console.Error.WriteLine("usage: dag-measures [--unneeded]");
    return 2;
}

Console.Write(args is [] ? Report.Of(Codebase.Read()) : Report.Unneeded(Codebase.ReadWithUsers()));
return 0;

namespace Dag.Language.Scanning;

/// <summary>The first fault that a walk over C# meets, and where: those after it are often only its echo.</summary>
internal struct FirstFault
{
    public CSharpScanFault Kind { get; private set; }

    public int At { get; private set; }

    public void Note(CSharpScanFault fault, int at)
    {
        if (Kind is CSharpScanFault.None)
            (Kind, At) = (fault, at);
    }
}

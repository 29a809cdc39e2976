namespace Dag.Language.Declarations;

/// <summary>Where a product is kept once it is made: <c>cache auto|memory|disk|never</c>.</summary>
public enum CacheMode
{
    /// <summary>On disk what took longer to make than it takes to store, else in memory.</summary>
    Auto,

    /// <summary>For the process, as long as there is room.</summary>
    Memory,

    /// <summary>Always.</summary>
    Disk,

    /// <summary>Until nobody waits for it any more.</summary>
    Never,
}

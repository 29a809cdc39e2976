namespace Dag.EndToEnd.Tests.Running;

/// <summary>A test that mounts a disk of its own, and is skipped, to be seen, where nothing may be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnDiskFactAttribute : FactAttribute
{
    public OwnDiskFactAttribute()
    {
        if (ShellScript.Privacy.Count == 0)
            Skip = "nothing may be mounted here: a disk is only full where it is one of its own";
    }
}

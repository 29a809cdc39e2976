using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>Whether two values of one type say the same, lists and records part by part.</summary>
internal static class SameContent
{
    public static bool Of(ClrValue left, ClrValue right)
    {
        // A file that is not there has no content to be compared by.
        if (MissingFiles.FindMissing(left) is not null || MissingFiles.FindMissing(right) is not null)
            return (left.Raw, right.Raw) is (DagFile one, DagFile other) && one.Path == other.Path;
        if (Equals(left.Raw, right.Raw))
            return true;
        if (left.Raw is null || right.Raw is null || ScalarText.Find(left) is not null)
            return false;

        try
        {
            return ProductJson.Print(left) == ProductJson.Print(right);
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}

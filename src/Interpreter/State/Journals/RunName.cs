using Dag.Language.Text;

namespace Dag.Interpreter.State.Journals;

/// <summary>The name of a run, which is also that of its journal and its folder: <c>20261121-104423-436-3aee</c>.</summary>
internal static class RunName
{
    private const int Longest = 64;

    /// <summary>Whether a text, of any origin, can be the name of a run: it then leads only to files beside the other journals.</summary>
    public static bool Is(string text) => text.Length is > 0 and <= Longest && text.All(each => NameCharacters.IsPart(each) || each == '-');
}

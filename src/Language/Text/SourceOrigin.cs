namespace Dag.Language.Text;

/// <summary>Owner of a source: a user's program, the standard library, or of that the core, which every program sees.</summary>
public enum SourceOrigin
{
    Program,
    StandardLibrary,
    Core,
}

using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Language.Declarations;

/// <summary>A <c>run</c> of a script: its targets, and the settings that hold for it, those of its <c>with</c> last.</summary>
public sealed record RunDeclaration(EquatableList<TaskName> Targets, OrderedMap<OptionName, LocatedValue> Settings, SourceLocation At);

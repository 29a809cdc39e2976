using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>A product given by hand.</summary>
public abstract record PinDeclaration(SourceLocation At)
{
    /// <summary><c>pin t = value</c></summary>
    public sealed record Literal(LocatedValue Value) : PinDeclaration(Value.At);

    /// <summary><c>pin t =&gt; C#</c>, with what its C# sees.</summary>
    public sealed record Code(CSharpFragment Fragment, ModuleDeclaration Module) : PinDeclaration(Fragment.At);
}

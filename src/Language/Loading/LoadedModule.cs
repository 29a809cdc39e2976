using Dag.Language.Checking;
using Dag.Language.Declarations;

namespace Dag.Language.Loading;

/// <summary>A module that was read, and the names that who imports it can use.</summary>
internal sealed record LoadedModule(ModuleDeclaration Declaration, Scope Scope);

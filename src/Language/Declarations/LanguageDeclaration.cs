using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Language.Declarations;

/// <summary>How scripts of a language are run: a program and its arguments, in which <c>{script}</c> stands for the script's path.</summary>
public sealed record LanguageDeclaration(LanguageName Name, EquatableList<string> Command, SourceLocation? At);

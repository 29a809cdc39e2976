using PrettyPrompt;

namespace Dag.Repl.Prompting;

/// <summary>Ctrl-D on an empty line, as the line editor gives it back.</summary>
internal sealed class EndOfInput() : KeyPressCallbackResult("", null);

using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>The C# of a statement that is being written: where it begins, and the C# that goes before it so that it sees the names that it will see.</summary>
internal sealed record EmbeddedCSharp(int Start, string Shell)
{
    private const string Promise = "global::System.Threading.Tasks.Task<object>";

    /// <summary>Null where a text does not end in such C#.</summary>
    public static EmbeddedCSharp? Translate(string text, EvaluationScope scope, ProductTypes types)
    {
        var source = new SourceText("<prompt>", text);
        var tree = Parser.Parse(source);
        var last = tree.Tokens.LastOrDefault(token => !token.IsTrivia && token.Kind != TokenKind.EndOfFile);
        if (last.Kind != TokenKind.CSharp || text.AsSpan(last.End).Contains('\n') || tree.Statements.IsEmpty || scope.Env.Modules.IsEmpty)
            return null;

        var written = new Names(source, scope, types).Around(tree.Statements[^1]);
        return written?.Start >= last.Start ? written : null;
    }

    // The names that each kind of C# sees.
    private sealed class Names(SourceText source, EvaluationScope scope, ProductTypes types)
    {
        public EmbeddedCSharp? Around(StatementSyntax statement) => statement switch
        {
            StatementSyntax.Task task => Around(task),
            StatementSyntax.Change(ChangeSyntax.Override(var task), _) => Around(task),
            StatementSyntax.Change(ChangeSyntax.PinCode(_, var code), _) => new(code.Start, Method([Context], "=> ")),
            StatementSyntax.Type { Where: { } where } type => new(where.Code.Start, Method([$"{TypeOf(type.Form)} value"], "=> ")),
            StatementSyntax.Code(var members, _) => new(members.Start, "static class _ { "),
            _ => null,
        };

        private static string Context => $"global::{typeof(TaskContext).FullName} task";

        private EmbeddedCSharp? Around(StatementSyntax.Task task)
        {
            var locals = task.Clauses.ToArray().Select(LocalOf).OfType<string>().Prepend(Context);
            return task.Clauses.IsEmpty ? null : task.Clauses[^1] switch
            {
                ClauseSyntax.RunExpression(var code, _) => new(code.Start, Method(locals, "=> ")),
                ClauseSyntax.RunBlock(var code, _) => new(code.Start, Method(locals, "{ ")),
                _ => null,
            };
        }

        private static string Method(IEnumerable<string> locals, string opening) => $"static class _ {{ static async {Promise} _({string.Join(", ", locals)}) {opening}";

        private string? LocalOf(ClauseSyntax clause) => clause switch
        {
            ClauseSyntax.Option option => $"{TypeOf(option.Type)} @{option.Name.Text}",
            ClauseSyntax.Needs needs when scope.Names.FindTask(needs.Task.Text) is { Product: { } product } task => $"{TypeOf(product)} @{needs.Alias?.Text ?? task.Name.Last}",
            _ => null,
        };

        private string TypeOf(TypeFormSyntax form) => form switch
        {
            TypeFormSyntax.Of(var written) => source.TextOf(written),
            TypeFormSyntax.Child(var parent) => TypeOf(parent),
            TypeFormSyntax.ListOf(var element) => $"global::System.Collections.Generic.IReadOnlyList<{TypeOf(element)}>",
            _ => "object",
        };

        private string TypeOf(NameSyntax name) => scope.Names.FindType(name.Text) is { } type ? TypeOf(type) : "object";

        private string TypeOf(DagType type) => types.Find(type, scope.Env.Modules[^1], scope) ?? "object";
    }
}

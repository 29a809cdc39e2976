using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>What a task's work is written as: its body, its product's type and name, what its deps are called and what its options are. Not its name.</summary>
public sealed record TaskSource(string Body, string? Product, EquatableList<string> Locals, EquatableList<WrittenOption> Options)
{
    public static TaskSource Of(Env env, TaskDeclaration declared)
    {
        var task = env.Effective(declared);
        var options = task.Options.Where(option => !option.IsMeta).Select(option => WrittenOption.Of(OptionView.Of(env, declared.Name, option)));
        return new(BodyText(task.Body), task.Product is { } product ? EnvText.ProductOf(product, task.ProductName) : null, task.Deps.Map(dep => dep.LocalName), options.ToEquatableList());
    }

    private static string BodyText(BodyDeclaration? body) => body switch
    {
        BodyDeclaration.Expression(var code) => code.Text,
        BodyDeclaration.Block(var code) => code.Text,
        BodyDeclaration.Script(var language, var script, _) => $"{language} {script}",
        BodyDeclaration.Given(var value) => ValuePrinter.Print(value.Value),
        _ => "",
    };
}

using System.Text;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;
using Dag.Language.Values;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>Tasks, options and types as a person reads them at the prompt.</summary>
internal sealed class TaskText(Paint paint)
{
    private const int MostNames = 8;

    /// <summary>One task with all there is to know of it, or several, a line each.</summary>
    public string Of(EquatableList<TaskView> tasks) => tasks.Count switch
    {
        0 => "no tasks\n",
        1 => Whole(tasks[0]),
        _ => Lines(tasks),
    };

    public string Of(OptionView option)
    {
        var text = new StringBuilder();
        Option(text, option, "");
        return text.ToString();
    }

    /// <summary>Types, a line each; in full with what they descend from, and what they are documented as.</summary>
    public string Of(EquatableList<DagType> types, bool inFull)
    {
        if (types.IsEmpty)
            return "no types declared\n";

        var text = new StringBuilder();
        foreach (var type in types)
        {
            if (inFull && type.Doc is { } doc)
                text.Append(paint.Faint("/// " + doc.ReplaceLineEndings("\n/// "))).Append('\n');
            foreach (var each in inFull ? type.Lineage().Reverse() : [type])
                text.Append(EnvText.Of(each)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A few names, and how many more there are.</summary>
    public static string Names(IReadOnlyCollection<TaskName> names) => NameList.Of(names, MostNames);

    /// <param name="each">Of which a task takes each element, where it is among them.</param>
    private static string Names(IReadOnlyCollection<TaskName> names, TaskName? each)
        => each is null ? Names(names) : NameList.Of((List<string>)[.. names.Select(name => name == each ? $"each {name}" : name.Text)], MostNames);

    /// <summary>The type of what a task makes, or what it is where it makes nothing.</summary>
    public static string Product(TaskDeclaration task) => task.Product is { } product ? EnvText.ProductOf(product, task.ProductName) : (task.IsMarker ? "a marker" : "an action");

    private string Lines(EquatableList<TaskView> tasks)
    {
        var columns = new Columns(new Column(Paint: paint.Strong), new Column(), new Column());
        foreach (var task in tasks)
        {
            var needs = task.Effective.Deps.IsEmpty ? "" : "needs " + Names([.. task.Effective.Deps.Select(dep => dep.Task)], task.Effective.Each?.Task);
            columns.Add(task.Declared.Name.Text, Product(task.Declared), Marks(task) is { Length: > 0 } marks ? $"{needs}  {paint.Faint($"[{marks}]")}" : needs);
        }

        return columns.Lay();
    }

    private static string Marks(TaskView task)
    {
        string?[] marks = [task.State, task.Pin is null ? null : "pinned", task.IsDisabled ? "disabled" : null, task.Declared.Original is null ? null : "overridden"];
        return string.Join(", ", marks.OfType<string>());
    }

    private string Whole(TaskView task)
    {
        var text = new StringBuilder();
        if (task.Declared.Doc is { } doc)
            text.Append(paint.Faint("/// " + doc.ReplaceLineEndings("\n/// "))).Append('\n');
        text.Append("task ").Append(paint.Strong(task.Declared.Name.Text)).Append("   ").Append(paint.Faint(VisibleText.OfOneLine(task.Declared.At.ToString()))).Append('\n');
        if (Changes(task) is { Length: > 0 } changes)
            text.Append(changes);
        Deps(text, task);
        foreach (var option in task.Options)
            Option(text, option, "    option ");
        if (task.Declared.Product is { } product)
            Lineage(text.Append("    product ").Append(EnvText.ProductOf(product, task.Declared.ProductName)).Append('\n'), product.Single);
        if (task.Declared.Publish is { } place)
            text.Append("    publish ").Append(ValuePrinter.Print(new DagValue.Text(place.Path))).Append('\n');
        if (!task.Dependents.IsEmpty)
            text.Append("    needed by ").Append(Names([.. task.Dependents])).Append('\n');
        if (task.State is { } state)
            text.Append("    ").Append(state).Append(task.Record is { } record ? $": ran {record.At.ToLocalTime():HH:mm:ss} in {Units.Duration(record.Took)}" : "").Append('\n');
        if (task.Record?.Fetch() is { } made && task.Declared.Product is { } type)
            text.Append("    value ").Append(TypeChecker.Show(made, type)).Append('\n');
        return text.ToString();
    }

    private string Changes(TaskView task)
    {
        var text = new StringBuilder();
        if (task.IsDisabled)
            text.Append("    disabled\n");
        if (task.Declared.Original is { } original)
            text.Append("    overridden; first declared in ").Append(VisibleText.OfOneLine(original.At.ToString())).Append('\n');
        if (task.Pin is PinDeclaration.Literal(var value))
            text.Append("    pinned = ").Append(task.Declared.Product is { } type && Secrecy.Hides(type) ? Secrecy.Mask : ValuePrinter.Print(value.Value)).Append('\n');
        else if (task.Pin is PinDeclaration.Code code)
            text.Append("    pinned => ").Append(code.Fragment.Text.Trim()).Append('\n');
        return paint.Warning(text.ToString().TrimEnd('\n')) is { Length: > 0 } shown ? shown + "\n" : "";
    }

    private void Deps(StringBuilder text, TaskView task)
    {
        for (var i = 0; i < task.Declared.Deps.Count; i++)
        {
            var (declared, led) = (task.Declared.Deps[i], i < task.Effective.Deps.Count ? task.Effective.Deps[i] : null);
            text.Append(declared.IsEach ? "    needs each " : "    needs ").Append(declared.Task).Append(declared.LocalName == declared.Task.Last ? "" : $" as {declared.LocalName}");
            if (led is not null && led.Task != declared.Task)
                text.Append(' ').Append(paint.Warning($"-> {led.Task} (substituted)"));
            text.Append('\n');
        }
    }

    private void Option(StringBuilder text, OptionView option, string before)
    {
        var type = option.Declaration.Type;
        var value = option.Value is not { } given ? "" : $" = {(Secrecy.Hides(type) ? Secrecy.Mask : ValuePrinter.Print(given))}";
        var modifiers = $"{(option.Declaration.IsMeta ? " meta" : "")}{(option.Declaration.IsCompatible ? " compatible" : "")}";
        text.Append(before).Append(before.Length == 0 ? option.Name.ToString() : option.Name.Name).Append(": ").Append(type).Append(value).Append(modifiers).Append("   ");
        text.Append(paint.Faint($"({(option.Origin is { } origin ? VisibleText.OfOneLine(origin.Describe()) : "required")})")).Append('\n');
        if (option.Declaration.Doc is { } doc)
            text.Append("        ").Append(paint.Faint("/// " + doc.ReplaceLineEndings("\n        /// "))).Append('\n');
        Lineage(text, type);
    }

    private void Lineage(StringBuilder text, DagType type)
    {
        foreach (var each in type.Lineage().Reverse())
            text.Append("        ").Append(paint.Faint(EnvText.Of(each))).Append('\n');
    }
}

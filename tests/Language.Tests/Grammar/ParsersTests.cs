using System.Collections;
using System.Reflection;
using Dag.Language.Parsing;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;

namespace Dag.Language.Tests.Grammar;

/// <summary>Parsers as objects: what they are made of, and what they take of the stack.</summary>
public class ParsersTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly Language = typeof(Parser).Assembly;

    /// <summary>Code for generics of another assembly over structs is not compiled ahead of time, and a start would wait for it.</summary>
    [Fact]
    public void Parsers_give_objects_and_no_structs()
    {
        foreach (var folder in new[] { "grammar", "tests/Language.Tests/Programs" })
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.dag", SearchOption.AllDirectories))
                Parser.Parse(new SourceText(file, File.ReadAllText(file)));
        }

        var parsers = Reachable();
        parsers.Count.ShouldBeGreaterThan(300);
        parsers.Select(parser => parser.GetType()).Where(type => type.GetGenericArguments().Any(each => each.IsValueType && each != typeof(char)))
            .Distinct().Select(type => type.ToString()).ShouldBe([]);
    }

    [Theory]
    [InlineData("set a.b = {0}1", "[")]
    [InlineData("set a.b = {0}1", "{ a: ")]
    [InlineData("show {0}a", "(")]
    [InlineData("show {0}a", "deps(")]
    [InlineData("show a where {0}cached", "not ")]
    [InlineData("{0}", "test \"a\" { ")]
    [InlineData("{0}", "expect error \"a\" from ")]
    public void What_is_nested_as_deep_as_may_be_takes_a_megabyte_of_the_stack_at_most(string program, string piece)
    {
        var text = string.Format(program, string.Concat(Enumerable.Repeat(piece, 10_000)));
        Parser.Parse(new SourceText("warm.dag", text));
        var thread = new Thread(() => Parser.Parse(new SourceText("deep.dag", text)), 1 << 20);
        thread.Start();
        thread.Join();
    }

    // All parsers of the grammar that have been made, from its static fields on.
    private static List<object> Reachable()
    {
        var (seen, waiting) = (new HashSet<object>(ReferenceEqualityComparer.Instance), new Queue<object>());
        foreach (var type in Language.GetTypes().Where(type => type.Namespace == typeof(Parser).Namespace && !type.ContainsGenericParameters))
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(field => !field.IsLiteral))
                Visit(field.GetValue(null));
        }

        while (waiting.TryDequeue(out var next))
        {
            foreach (var inner in next is IEnumerable many ? many.Cast<object?>() : next is Delegate work ? [work.Target] : Inside(next))
                Visit(inner);
        }

        return [.. seen.Where(each => IsParser(each.GetType()))];

        void Visit(object? each)
        {
            if (each is not null and not string && !each.GetType().IsPrimitive && seen.Add(each))
                waiting.Enqueue(each);
        }
    }

    private static IEnumerable<object?> Inside(object owner)
    {
        for (var type = owner.GetType(); type is not null && (type.Assembly == Language || type.Namespace?.StartsWith("Pidgin", StringComparison.Ordinal) == true || type.Name.StartsWith("Lazy", StringComparison.Ordinal)); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields))
                yield return field.GetValue(owner);
        }
    }

    private static bool IsParser(Type type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.IsGenericType && each.GetGenericTypeDefinition().FullName == "Pidgin.Parser`2")
                return true;
        }

        return false;
    }
}

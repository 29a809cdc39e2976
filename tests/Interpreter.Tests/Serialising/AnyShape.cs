using System.Globalization;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>A C# type as a test knows it, with what fits it told by rules of its own, and values of it as JSON and as literals.</summary>
internal abstract record AnyShape
{
    private AnyShape()
    {
    }

    /// <summary>The type as C# writes it.</summary>
    public abstract string CSharp { get; }

    /// <summary>The path to the first part that does not fit; null where all do.</summary>
    public abstract string? WhyNot(AnyJson value, string path);

    public abstract AnyJson Draw(Random random);

    public sealed record Number(string Keyword) : AnyShape
    {
        public override string CSharp => Keyword;

        public override string? WhyNot(AnyJson value, string path) => value is AnyJson.Number(var digits) && Fits(digits) ? null : path;

        public override AnyJson Draw(Random random) => new AnyJson.Number(Keyword switch
        {
            "int" => random.Next(int.MinValue, int.MaxValue).ToString(CultureInfo.InvariantCulture),
            "long" => random.NextInt64().ToString(CultureInfo.InvariantCulture),
            "byte" => random.Next(0, 256).ToString(CultureInfo.InvariantCulture),
            _ => random.Next(8) switch { 0 => "NaN", 1 => "-Infinity", 2 => "1e3", _ => (random.NextDouble() * 1000).ToString("R", CultureInfo.InvariantCulture) },
        });

        // By decimal arithmetic where a number is small enough for that, and by rule where it is not.
        private bool Fits(string digits)
        {
            if (digits is "NaN" or "Infinity" or "-Infinity")
                return Keyword == "double";
            if (digits == "1e400")
                return false;

            var exact = decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
            return Keyword switch
            {
                "int" => exact == decimal.Truncate(exact) && exact is >= int.MinValue and <= int.MaxValue,
                "long" => exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue,
                "byte" => exact == decimal.Truncate(exact) && exact is >= 0 and <= 255,
                _ => digits.AsSpan().IndexOfAny(".eE") >= 0 || decimal.Abs(exact) <= 1L << 53 || (decimal)(double)exact == exact,
            };
        }
    }

    public sealed record Truth : AnyShape
    {
        public override string CSharp => "bool";

        public override string? WhyNot(AnyJson value, string path) => value is AnyJson.Truth ? null : path;

        public override AnyJson Draw(Random random) => new AnyJson.Truth(random.Next(2) == 0);
    }

    /// <param name="Words">All that it may be; none where it may be anything.</param>
    public sealed record Text(string Name, IReadOnlyList<string> Words) : AnyShape
    {
        public override string CSharp => Name;

        public override string? WhyNot(AnyJson value, string path)
            => value is AnyJson.Text(var text) && (Words.Count == 0 || Words.Contains(text, StringComparer.OrdinalIgnoreCase)) ? null : path;

        public override AnyJson Draw(Random random) => new AnyJson.Text(Words.Count > 0 ? Words[random.Next(Words.Count)] : new[] { "", "x", "NaN", "a \"b\"\\", "é😀", "[1]", "null" }[random.Next(7)]);
    }

    /// <summary>Known by values of it alone: nothing is said of what else would fit.</summary>
    public sealed record Sample(string Name, params IReadOnlyList<AnyJson> Values) : AnyShape
    {
        public override string CSharp => Name;

        public override string? WhyNot(AnyJson value, string path) => throw new NotSupportedException($"{Name} is only drawn");

        public override AnyJson Draw(Random random) => Values[random.Next(Values.Count)];
    }

    public sealed record OrNull(AnyShape Inner) : AnyShape
    {
        public override string CSharp => Inner.CSharp + "?";

        public override string? WhyNot(AnyJson value, string path) => value is AnyJson.Null ? null : Inner.WhyNot(value, path);

        public override AnyJson Draw(Random random) => random.Next(3) == 0 ? new AnyJson.Null() : Inner.Draw(random);
    }

    public sealed record ListOf(AnyShape Element, string Form) : AnyShape
    {
        public override string CSharp => Form == "[]" ? Element.CSharp + "[]" : $"{Form}<{Element.CSharp}>";

        public override string? WhyNot(AnyJson value, string path)
            => value is AnyJson.List(var elements) ? elements.Select((element, i) => Element.WhyNot(element, $"{path}[{i}]")).FirstOrDefault(why => why is not null) : path;

        public override AnyJson Draw(Random random) => new AnyJson.List([.. Enumerable.Range(0, random.Next(4)).Select(_ => Element.Draw(random))]);
    }

    public sealed record DictionaryOf(AnyShape Element) : AnyShape
    {
        public override string CSharp => $"Dictionary<string, {Element.CSharp}>";

        public override string? WhyNot(AnyJson value, string path)
        {
            if (value is not AnyJson.Record(var fields))
                return path;

            for (var i = 0; i < fields.Count; i++)
            {
                if (fields.Take(i).Any(before => before.Name == fields[i].Name))
                    return path;
                if (Element.WhyNot(fields[i].Value, Step(path, fields[i].Name)) is { } why)
                    return why;
            }

            return null;
        }

        public override AnyJson Draw(Random random)
            => new AnyJson.Record([.. new[] { "a", "b c", "Item" }.Where(_ => random.Next(2) == 0).Select(name => (name, Element.Draw(random)))]);
    }

    public sealed record Tuple(IReadOnlyList<(string? Name, AnyShape Shape)> Elements) : AnyShape
    {
        public override string CSharp => $"({string.Join(", ", Elements.Select(element => element.Name is null ? element.Shape.CSharp : $"{element.Shape.CSharp} {element.Name}"))})";

        public override string? WhyNot(AnyJson value, string path)
            => value switch
            {
                AnyJson.List(var elements) => elements.Count == Elements.Count ? elements.Select((element, i) => Elements[i].Shape.WhyNot(element, $"{path}[{i}]")).FirstOrDefault(why => why is not null) : path,
                AnyJson.Record(var fields) => WhyNotRecord(fields, path),
                _ => path,
            };

        public override AnyJson Draw(Random random) => random.Next(2) == 0
            ? new AnyJson.List([.. Elements.Select(element => element.Shape.Draw(random))])
            : new AnyJson.Record([.. Elements.Select((element, i) => (element.Name is { } name && random.Next(2) == 0 ? name : $"Item{i + 1}", element.Shape.Draw(random)))]);

        private string? WhyNotRecord(IReadOnlyList<(string Name, AnyJson Value)> fields, string path)
        {
            var seen = new Dictionary<int, (string Name, AnyJson Value)>();
            foreach (var field in fields)
            {
                var place = Enumerable.Range(0, Elements.Count).Where(i => Same(field.Name, $"Item{i + 1}") || Same(field.Name, Elements[i].Name)).DefaultIfEmpty(-1).First();
                if (place < 0)
                    return Step(path, field.Name);
                if (!seen.TryAdd(place, field))
                    return path;
            }

            for (var i = 0; i < Elements.Count; i++)
            {
                if (!seen.ContainsKey(i))
                    return Step(path, Elements[i].Name ?? $"Item{i + 1}");
            }

            return Enumerable.Range(0, Elements.Count).Select(i => Elements[i].Shape.WhyNot(seen[i].Value, Step(path, seen[i].Name))).FirstOrDefault(why => why is not null);
        }
    }

    /// <param name="Members">Those with a default stand last.</param>
    public sealed record Record(string Name, IReadOnlyList<(string Name, AnyShape Shape, string? Default)> Members) : AnyShape
    {
        public override string CSharp => Name;

        public string Declaration => $"public record {Name}({string.Join(", ", Members.Select(member => $"{member.Shape.CSharp} {member.Name}{(member.Default is { } value ? $" = {value}" : "")}"))});";

        public override string? WhyNot(AnyJson value, string path)
        {
            if (value is not AnyJson.Record(var fields))
                return path;

            for (var i = 0; i < fields.Count; i++)
            {
                if (!Members.Any(member => Same(member.Name, fields[i].Name)))
                    return Step(path, fields[i].Name);
                if (fields.Take(i).Any(before => Same(before.Name, fields[i].Name)))
                    return path;
            }

            if (Members.Where(member => member.Default is null && !fields.Any(field => Same(field.Name, member.Name))).Select(member => member.Name).FirstOrDefault() is { } missing)
                return Step(path, missing);

            return Members.Select(member => fields.Where(field => Same(field.Name, member.Name)).Select(field => member.Shape.WhyNot(field.Value, Step(path, field.Name))).FirstOrDefault(why => why is not null))
                .FirstOrDefault(why => why is not null);
        }

        public override AnyJson Draw(Random random)
            => new AnyJson.Record([.. Members.Where(member => member.Default is null || random.Next(2) == 0)
                .Select(member => (random.Next(3) == 0 ? member.Name.ToLowerInvariant() : member.Name, member.Shape.Draw(random))).OrderBy(_ => random.Next())]);
    }

    private static bool Same(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static string Step(string path, string name) => name.All(c => char.IsAsciiLetterOrDigit(c)) && name.Length > 0 ? $"{path}.{name}" : $"{path}[\"{name}\"]";
}

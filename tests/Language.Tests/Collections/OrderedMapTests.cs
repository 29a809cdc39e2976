using Dag.Language.Collections;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Collections;

/// <summary>An ordered map does what a plain list of pairs would do, and none of its earlier versions change.</summary>
public class OrderedMapTests
{
    [Fact]
    public void Any_changes_make_of_it_what_they_make_of_a_list()
        => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var model = Enumerable.Range(0, random.Next(6)).Select(key => KeyValuePair.Create(key, key * 100)).ToList();
            var map = OrderedMap<int, int>.From(model);
            var versions = new List<(OrderedMap<int, int> Map, List<KeyValuePair<int, int>> Model)> { (map, [.. model]) };
            for (var step = 1; step < 30; step++)
            {
                map = Change(map, model, random, step);
                versions.Add((map, [.. model]));
            }

            foreach (var (version, expected) in versions)
                Check(version, expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Of_pairs_with_a_key_twice_the_first_place_has_the_later_value()
        => OrderedMap<string, int>.FromLast([new("a", 1), new("b", 2), new("a", 3)]).ShouldBe([new("a", 3), new("b", 2)]);

    private static OrderedMap<int, int> Change(OrderedMap<int, int> map, List<KeyValuePair<int, int>> model, Random random, int value)
    {
        var (key, other) = (random.Next(8), random.Next(8));
        var at = model.FindIndex(pair => pair.Key == key);
        switch (random.Next(3))
        {
            case 0:
                if (at < 0)
                    model.Add(new(key, value));
                else
                    model[at] = new(key, value);
                return map.Set(key, value);
            case 1:
                if (at >= 0)
                    model.RemoveAt(at);
                return map.Remove(key);
            default:
                if (at < 0 || (other != key && model.Exists(pair => pair.Key == other)))
                    return map;
                model[at] = new(other, value);
                return map.Rename(key, other, value);
        }
    }

    private static void Check(OrderedMap<int, int> map, List<KeyValuePair<int, int>> model)
    {
        map.ToList().ShouldBe(model);
        map.Keys.ShouldBe(model.Select(pair => pair.Key));
        map.Count.ShouldBe(model.Count);
        map.Keys.Order().ToList().ShouldBe(Enumerable.Range(0, 8).Where(map.ContainsKey).ToList());
        map.Keys.OrderBy(map.OrderOf).ToList().ShouldBe(map.Keys.ToList());
        foreach (var (key, value) in model)
            map[key].ShouldBe(value);
        map.Equals(OrderedMap<int, int>.From(model)).ShouldBeTrue();
        map.GetHashCode().ShouldBe(OrderedMap<int, int>.From(model).GetHashCode());
    }
}

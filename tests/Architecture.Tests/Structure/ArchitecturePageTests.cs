using System.Text.RegularExpressions;
using Dag.Architecture.Tests.Rooms;
using Dag.Architecture.Tests.Sources;

namespace Dag.Architecture.Tests.Structure;

/// <summary>Walks <c>ARCHITECTURE.md</c>: its picture has the rooms of the map, and each arrow of its journeys is one in the sources.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
    private static readonly ILookup<string, SourceFile> Files = Repository.Sources("src").ToLookup(file => Path.GetFileNameWithoutExtension(file.Path));

    [Fact]
    public void The_picture_has_the_wings_and_rooms_of_the_map_in_their_order()
        => Page.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).SelectMany(words => words.Skip(1).Select(room => (Wing: words[0], Room: room)))
            .ShouldBe(RoomMap.Read().Rooms.Select(room => room.Name.Split('/') is [var wing, var name] ? (wing, name) : (room.Project, room.Name)));

    [Fact]
    public void Every_wing_of_the_picture_has_its_purpose()
        => Page.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0])
            .ShouldBe(Rows().Where(row => row is [_, _]).Select(row => row[0]).Where(name => name is not ("wing" or "---")));

    [Fact]
    public void A_journey_begins_each_step_in_the_room_that_it_names()
        => Steps().Where(step => !Files[step.Types[0]].Any(file => file.Room == step.Room)).Select(step => $"{step.Types[0]} is not in {step.Room}").ShouldBeEmpty();

    [Fact]
    public void Every_type_of_a_journey_is_in_the_sources()
        => Steps().SelectMany(step => step.Types).Where(type => Files[type].Count() != 1).Select(type => $"src has no one file {type}.cs").Distinct().ShouldBeEmpty();

    [Fact]
    public void Every_arrow_of_a_journey_is_a_name_in_the_sources()
        => Steps().SelectMany(step => step.Types.Zip(step.Types.Skip(1)))
            .Where(arrow => !Files[arrow.First].Any(file => Names(file, arrow.Second)))
            .Select(arrow => $"{arrow.First} does not name {arrow.Second}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_other_type_that_is_named_is_in_the_sources()
        => Page.SelectMany(line => TypeInText().Matches(line)).Select(match => match.Groups[1].Value)
            .Where(name => !Files.Contains(name) && !RoomMap.Projects.Contains(name))
            .ShouldBeEmpty();

    [Fact]
    public void The_journeys_are_three() => Page.Count(line => line.StartsWith("### ", StringComparison.Ordinal)).ShouldBe(3);

    private static bool Names(SourceFile file, string type)
        => file.Lines.Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line, $@"(?<!\w){type}(?!\w)"));

    private static IEnumerable<(string Room, string[] Types)> Steps()
        => Rows().Where(row => row is [_, ['`', ..], _]).Select(row => (row[0], row[1].Trim('`').Split(" -> ")));

    private static IEnumerable<string[]> Rows()
        => Page.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex TypeInText();
}

using Dag.Architecture.Tests.Sources;

namespace Dag.Architecture.Tests.Rooms;

/// <summary>Holds the sources against <c>src/ROOMS.md</c>. Every list of mistakes says what to do about each.</summary>
public sealed class RoomsTests
{
    private static readonly RoomMap Map = RoomMap.Read();
    private static readonly IReadOnlyList<SourceFile> Sources = Repository.Sources("src");

    [Fact]
    public void Every_room_of_the_map_has_a_folder_with_types_in_it()
        => Map.Rooms.Where(room => !Sources.Any(file => file.Project == room.Project && file.Room == room.Name))
            .Select(room => $"src/{room} holds no type: remove its row from src/ROOMS.md")
            .ShouldBeEmpty();

    [Fact]
    public void Every_folder_with_types_is_a_room_of_the_map()
        => Sources.Where(file => file.Room is not null && Map.Find(file.Project, file.Room) is null)
            .Select(file => $"src/{file.Project}/{file.Room} is no room: add a row to src/ROOMS.md")
            .Distinct()
            .ShouldBeEmpty();

    [Fact]
    public void Types_live_only_in_rooms()
        => Sources.Where(file => file.Room is null)
            .Select(file => $"{file.Path} is in no room: move it to src/{file.Project}/{(SourceFile.HasWings(file.Project) ? "WING/" : "")}ROOM/NAME.cs")
            .ShouldBeEmpty();

    [Fact]
    public void A_wing_uses_only_wings_above_it()
    {
        var wings = Map.Rooms.Where(room => SourceFile.HasWings(room.Project)).Select(room => WingOf(room.Name)).Distinct().ToList();
        Map.Rooms.Where(room => SourceFile.HasWings(room.Project))
            .SelectMany(room => room.Uses.Where(used => wings.IndexOf(WingOf(used)) > wings.IndexOf(WingOf(room.Name))).Select(used => $"{room.Name} may not use {used}: its wing stands below"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_namespace_is_its_folder()
        => Sources.Where(file => file.Room is not null && file.Namespace != $"Dag.{file.Project}.{file.Room?.Replace('/', '.')}")
            .Select(file => $"{file.Path} is in namespace {file.Namespace}, but its folder says Dag.{file.Project}.{file.Room}")
            .ShouldBeEmpty();

    [Fact]
    public void A_room_names_only_the_rooms_that_the_map_lets_it_use()
        => Sources.SelectMany(file => file.Uses().Select(used => (File: file, Used: used)))
            .Where(use => Map.Find(use.File.Project, use.File.Room) is { } from && !Map.Allows(from, use.Used.Project, use.Used.Room))
            .Select(use => $"{use.File.Path} names Dag.{use.Used.Project}.{use.Used.Room}, which src/ROOMS.md does not let {use.File.Room} use")
            .ShouldBeEmpty();

    [Fact]
    public void A_room_lists_no_room_that_it_does_not_name()
        => Map.Rooms.SelectMany(room => room.Uses.Select(used => (Room: room, Used: used)))
            .Where(arrow => !Sources.Any(file => file.Project == arrow.Room.Project && file.Room == arrow.Room.Name && file.Uses().Contains((arrow.Room.Project, arrow.Used))))
            .Select(arrow => $"src/ROOMS.md lets {arrow.Room} use {arrow.Used}, but it does not: take it out of the row")
            .ShouldBeEmpty();

    [Fact]
    public void The_arrows_make_no_circle()
        => RoomMap.Projects.Select(project => CircleIn(project, Map)).OfType<string>().ShouldBeEmpty();

    [Fact]
    public void There_is_no_global_using_of_our_own()
        => Sources.Where(file => file.HasGlobalUsing).Select(file => $"{file.Path} has a global using: write it where it is needed").ShouldBeEmpty();

    [Fact]
    public void A_circle_in_a_map_is_found_and_named()
        => CircleIn("Language", RoomMap.Parse(["## Language", "| A | first | B |", "| B | second | C |", "| C | third | A |", "| D | fourth | A |"]))
            .ShouldBe("A -> B -> C -> A");

    [Fact]
    public void A_use_against_the_arrows_is_found_in_every_form()
        => new SourceFile("src/Language/Text/X.cs", ["using Dag.Repl.Startup;", "using A = Dag.Interpreter.Code.Bodies.B;", "// using Dag.Repl.Commands;", "namespace Dag.Language.Text;", "    Dag.Language.Types.DagType x;"])
            .Uses()
            .ShouldBe([("Repl", "Startup"), ("Interpreter", "Code/Bodies"), ("Language", "Types")]);

    private static string WingOf(string room) => room.Split('/')[0];

    private static string? CircleIn(string project, RoomMap map)
    {
        var left = map.Rooms.Where(room => room.Project == project).ToDictionary(room => room.Name, room => room.Uses.ToList());
        while (left.Where(room => !room.Value.Exists(left.ContainsKey)).Select(room => room.Key).FirstOrDefault() is { } free)
            left.Remove(free);
        if (left.Count == 0)
            return null;

        // Every room that is left uses one that is left, so walking on must come round.
        var path = new List<string> { left.Keys.First() };
        while (path.IndexOf(path[^1]) == path.Count - 1)
            path.Add(left[path[^1]].First(left.ContainsKey));
        return string.Join(" -> ", path.Skip(path.IndexOf(path[^1])));
    }
}

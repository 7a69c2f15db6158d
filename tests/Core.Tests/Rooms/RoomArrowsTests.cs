using System.Xml.Linq;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Core.Tests.Rooms;

/// <summary>Arrows between rooms go one way; docs/architecture.md draws them.</summary>
public sealed class RoomArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["core"] = [],
        ["functions"] = ["core", "local/Runtime"],
        ["trainer"] = ["core"],
        ["local/Runtime"] = [],
        ["local/Azurite"] = [],
        ["local/PhotoSite"] = [],
        ["local/Stack"] = ["local/Azurite"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void ProjectReference_of_a_room_goes_only_where_it_may(string room)
    {
        var project = Project(room);

        var references = project.Descendants("ProjectReference")
            .Select(reference => RoomOf(Path.Combine(Repository.Root, room, reference.Attribute("Include")!.Value)));

        Assert.Empty(references.Except(Allowed[room]));
    }

    [Fact]
    public void ProjectReference_every_project_is_a_known_room()
    {
        var rooms = new[] { "core", "functions", "trainer", "local" }
            .SelectMany(top => Directory.EnumerateFiles(Path.Combine(Repository.Root, top), "*.csproj", SearchOption.AllDirectories))
            .Select(RoomOf);

        Assert.Equal(Allowed.Keys.Order(), rooms.Order());
    }

    [Fact]
    public void ProjectReference_of_functions_to_the_runtime_only_in_the_local_build()
    {
        var toRuntime = Project("functions").Descendants("ProjectReference")
            .Single(reference => reference.Attribute("Include")!.Value.Contains("Runtime", StringComparison.Ordinal));

        Assert.Equal("'$(FunctionsHost)' == 'Local'", toRuntime.Parent!.Attribute("Condition")?.Value);
    }

    [Theory]
    [InlineData("core", "Torch")]
    [InlineData("core", "Microsoft.AspNetCore")]
    [InlineData("core", "Functions")]
    [InlineData("functions", "Torch")]
    public void PackageReference_of_a_room_knows_nothing_of(string room, string word)
    {
        var packages = Project(room).Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "FrameworkReference")
            .Where(element => !(element.Parent!.Attribute("Condition")?.Value.Contains("'Azure'", StringComparison.Ordinal) ?? false))
            .Select(element => element.Attribute("Include")!.Value);

        Assert.DoesNotContain(packages, package => package.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Functions_has_no_conditional_code()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        Assert.All(sources, file => Assert.DoesNotContain("#if", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static XDocument Project(string room) =>
        XDocument.Load(Directory.EnumerateFiles(Path.Combine(Repository.Root, room), "*.csproj").Single());

    private static string RoomOf(string project) =>
        Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Path.GetFullPath(project))!).Replace('\\', '/');
}

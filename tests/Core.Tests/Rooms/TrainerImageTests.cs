using System.Text.RegularExpressions;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Core.Tests.Rooms;

/// <summary>Rules for the trainer's image, which most machines that test can't build.</summary>
public sealed partial class TrainerImageTests
{
    private static readonly string[] Lines = Read();

    [Fact]
    public void Dockerfile_has_two_stages_and_the_last_one_has_no_sdk()
    {
        var stages = Instructions("FROM").ToList();

        Assert.Equal(2, stages.Count);
        Assert.Contains("/sdk:", stages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("sdk", stages[1], StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Instructions("COPY"), copy => copy.StartsWith("--from=build ", StringComparison.Ordinal));
    }

    [Fact]
    public void Dockerfile_names_exact_versions_of_its_base_images()
    {
        var arguments = Instructions("ARG").Where(argument => argument.Contains('=')).ToDictionary(argument => argument.Split('=')[0], argument => argument.Split('=')[1]);
        foreach (var image in Instructions("FROM").Select(stage => stage.Split(' ')[0]))
        {
            var tag = Variable().Replace(image.Split(':')[1], match => arguments[match.Groups[1].Value]);

            Assert.Matches(@"^\d+\.\d+\.\d+-\w+$", tag);
        }
    }

    [Fact]
    public void Dockerfile_sdk_is_the_one_of_global_json()
    {
        var sdk = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "global.json")), "\"version\": \"([^\"]+)\"").Groups[1].Value;

        Assert.Contains(Instructions("ARG"), argument => argument.StartsWith($"DOTNET_SDK={sdk}-", StringComparison.Ordinal));
    }

    [Fact]
    public void Dockerfile_runs_as_a_user_without_rights()
    {
        var user = Assert.Single(Instructions("USER"));

        Assert.Equal("$APP_UID", user);
        Assert.True(Array.FindLastIndex(Lines, line => line.StartsWith("USER", StringComparison.Ordinal))
            > Array.FindLastIndex(Lines, line => line.StartsWith("COPY", StringComparison.Ordinal) || line.StartsWith("RUN", StringComparison.Ordinal)));
    }

    [Fact]
    public void Dockerfile_enters_by_the_run_command_of_the_trainer() =>
        Assert.Equal("""["dotnet", "PhotoScore.Trainer.dll", "run"]""", Assert.Single(Instructions("ENTRYPOINT")));

    [Fact]
    public void Dockerfile_takes_a_gpu_by_a_build_argument_and_a_processor_without()
    {
        Assert.Contains("TORCH_DEVICE=cpu", Instructions("ARG"));
        Assert.Equal(2, Instructions("RUN").Count(run => run.Contains("-p:TorchDevice=${TORCH_DEVICE}", StringComparison.Ordinal)));
        var project = File.ReadAllText(Path.Combine(Repository.Root, "trainer", "PhotoScore.Trainer.csproj"));
        Assert.Contains("'$(TorchDevice)' == 'cuda'", project, StringComparison.Ordinal);
        Assert.Contains("TorchSharp-cuda-linux", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Dockerfile_copies_only_what_exists_and_is_let_in()
    {
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"));
        Assert.Equal("*", ignored.First(line => line.Length > 0 && !line.StartsWith('#')));

        foreach (var source in Instructions("COPY").Where(copy => !copy.StartsWith("--from", StringComparison.Ordinal)).SelectMany(copy => copy.Split(' ')[..^1]))
        {
            var path = Path.Combine(Repository.Root, source);
            Assert.True(File.Exists(path) || Directory.Exists(path), source);
            Assert.Contains(ignored, line => line == $"!{source}" || line == $"!{source.Split('/')[0]}/");
        }
    }

    private static IEnumerable<string> Instructions(string name) =>
        Lines.Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]);

    /// <summary>One instruction a line, without comments.</summary>
    private static string[] Read() =>
        [.. Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, "trainer", "Dockerfile")), @"\\\n\s*", "").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();
}

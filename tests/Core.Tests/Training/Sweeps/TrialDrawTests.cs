using System.Text.Json.Nodes;
using CsCheck;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Core.Tests.Training.Sweeps;

public sealed class TrialDrawTests
{
    private const string Space = """
        { "architecture": "basic-cnn", "learningRate": { "min": 1e-5, "max": 1e-1, "log": true }, "momentum": { "min": 0.5, "max": 0.9 },
          "batchSize": { "min": 8, "max": 11 }, "optimizer": ["adam", "sgd"], "augmentation": { "zoom": { "min": 0, "max": 0.2 }, "horizontalFlip": true } }
        """;

    private static readonly Gen<(int Seed, int Trial)> Draws = Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000]);

    [Fact]
    public void Configuration_is_the_same_for_the_same_seed_and_trial_and_within_the_space() => Draws.Sample(draw =>
    {
        var drawn = Draw(draw.Seed, draw.Trial, Space);

        Assert.Equal(drawn.ToJsonString(), Draw(draw.Seed, draw.Trial, Space).ToJsonString());
        Assert.InRange((double)drawn["learningRate"]!, 1e-5, 1e-1);
        Assert.InRange((double)drawn["momentum"]!, 0.5, 0.9);
        Assert.InRange((int)drawn["batchSize"]!, 8, 11);
        Assert.Contains((string)drawn["optimizer"]!, (string[])["adam", "sgd"]);
        Assert.InRange((double)drawn["augmentation"]!["zoom"]!, 0, 0.2);
        Assert.True((bool)drawn["augmentation"]!["horizontalFlip"]!);
    });

    [Fact]
    public void Configuration_another_member_changes_no_other_draw() => Draws.Sample(draw =>
    {
        var wider = JsonNode.Parse(Space)!.AsObject();
        wider["weightDecay"] = JsonNode.Parse("""{ "min": 0, "max": 0.1 }""");

        var drawn = TrialDraw.Configuration([wider], draw.Seed, draw.Trial);
        drawn.Remove("weightDecay");

        Assert.Equal(Draw(draw.Seed, draw.Trial, Space).ToJsonString(), drawn.ToJsonString());
    });

    [Fact]
    public void Configuration_logarithmic_range_gives_every_power_of_ten_its_share()
    {
        var powers = Enumerable.Range(0, 4000).CountBy(trial => (int)Math.Floor(Math.Log10((double)Draw(1, trial, Space)["learningRate"]!)));

        // 1,000 each are expected, with a standard deviation of 27.
        Assert.All(powers.Where(power => power.Key < -1), power => Assert.InRange(power.Value, 850, 1150));
    }

    [Fact]
    public void Configuration_whole_numbers_are_equally_likely_and_so_are_choices()
    {
        var drawn = Enumerable.Range(0, 4000).Select(trial => Draw(1, trial, Space)).ToList();

        Assert.All(drawn.CountBy(one => (int)one["batchSize"]!), size => Assert.InRange(size.Value, 850, 1150));
        Assert.All(drawn.CountBy(one => (string)one["optimizer"]!), word => Assert.InRange(word.Value, 1850, 2150));
    }

    [Fact]
    public void Configuration_deals_spaces_like_cards() => Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 9]).Sample((seed, count) =>
    {
        var spaces = Enumerable.Range(0, count).Select(i => JsonNode.Parse($$"""{ "seed": {{i}} }""")!.AsObject()).ToList();

        var rounds = Enumerable.Range(0, 5 * count).Select(trial => (int)TrialDraw.Configuration(spaces, seed, trial)["seed"]!).Chunk(count);

        Assert.All(rounds, round => Assert.Equal(Enumerable.Range(0, count), round.Order()));
    });

    [Theory]
    [InlineData("batchSize", true, true)]
    [InlineData("learningRate", true, false)]
    [InlineData("classifier.trees", true, true)]
    [InlineData("augmentation.zoom", true, false)]
    [InlineData("optimizer", false, false)]
    [InlineData("no.such", false, false)]
    public void RequestMembers_know_numbers(string path, bool number, bool whole) =>
        Assert.Equal((number, whole), (RequestMembers.IsNumber(path), RequestMembers.IsWhole(path)));

    [Fact]
    public void DefaultSpace_names_known_architectures_and_grows_with_photos_devices_and_weights()
    {
        var all = Names(DefaultSpace.For(photos: 100_000, gpu: true, _ => true));
        var small = Names(DefaultSpace.For(photos: 500, gpu: false, _ => false));

        Assert.Empty(all.Except(ArchitectureNames.All));
        Assert.Equal(["basic-cnn", "basic-cnn-regularized", "basic-cnn-augmented", "keras-small"], small);
        Assert.Contains("mobilenet-v2-features", Names(DefaultSpace.For(500, gpu: false, name => name.StartsWith("mobilenet-v2", StringComparison.Ordinal))));
        Assert.DoesNotContain("resnet18", Names(DefaultSpace.For(100_000, gpu: false, _ => true)));
        Assert.Contains("resnet18", all);
    }

    [Fact]
    public void DefaultSpace_draws_are_trainings_without_a_fault()
    {
        var spaces = DefaultSpace.For(100_000, gpu: true, _ => false).Concat(DefaultSpace.For(500, gpu: false, _ => true)).ToList();
        for (var trial = 0; trial < 200; trial++)
        {
            var drawn = TrialDraw.Configuration(spaces, seed: 1, trial);
            drawn["dataset"] = "faces";
            var request = System.Text.Json.JsonSerializer.Deserialize<TrainingRequest>(drawn, Json.StoredJson.Compact)!;

            Assert.Empty(TrainingRequestFaults.Find(request));
        }
    }

    private static IEnumerable<string> Names(IEnumerable<JsonObject> spaces) => spaces.Select(space => (string)space["architecture"]!);

    private static JsonObject Draw(int seed, int trial, string space) => TrialDraw.Configuration([JsonNode.Parse(space)!.AsObject()], seed, trial);
}

using System.Text.Json.Nodes;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Training;
using PhotoScore.Functions.Training.Sweeps;

namespace PhotoScore.Functions.Tests.Training.Sweeps;

public sealed class SweepRequestTests
{
    private readonly RequestFaults _faults = new();

    [Fact]
    public void Read_every_member_keeps_what_was_sent()
    {
        var request = SweepRequestReader.Read(JsonNode.Parse("""
            { "dataset": "faces", "version": "v2", "space": { "architecture": "basic-cnn" }, "weights": { "mobilenet-v2": { "blob": "weights/m.safetensors" } },
              "trainings": 9, "parallel": 2, "seed": 4, "device": "cuda", "promote": "never" }
            """), _faults)!;

        Assert.Empty(_faults.ByPath());
        Assert.Equal((2, 9, 2, 4), (request.Version!.Value.Number, request.Trainings, request.Parallel, request.Seed));
        Assert.Equal("weights/m.safetensors", request.Weights!["mobilenet-v2"].Blob);
    }

    [Fact]
    public void Read_many_faults_names_each_by_its_path()
    {
        Assert.Null(SweepRequestReader.Read(JsonNode.Parse("""
            { "dataset": "No Name", "trainings": "many", "hours": true, "promote": "maybe", "device": "tpu", "epochs": 3, "seed": null }
            """), _faults));

        Assert.Equal(["dataset", "device", "epochs", "hours", "promote", "seed", "trainings"], _faults.ByPath().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Must be one of auto, cpu, cuda."], _faults.ByPath()["device"]);
    }

    [Theory]
    [InlineData(""" "trainings": 0 """, "trainings")]
    [InlineData(""" "trainings": 301 """, "trainings")]
    [InlineData(""" "trainings": 3, "hours": 1 """, "hours")]
    [InlineData(""" "hours": 0 """, "hours")]
    [InlineData(""" "parallel": 0 """, "parallel")]
    [InlineData(""" "weights": { "lenet": { "blob": "a.safetensors" } } """, "weights.lenet")]
    [InlineData(""" "weights": { "mobilenet-v2": { "blob": "a.zip" } } """, "weights.mobilenet-v2.blob")]
    public void Read_a_number_out_of_range_or_strange_weights_is_a_fault(string members, string path)
    {
        SweepRequestReader.Read(JsonNode.Parse($$"""{ "dataset": "faces", {{members}} }"""), _faults);

        Assert.Contains(path, _faults.ByPath().Keys);
    }

    [Theory]
    [InlineData("3", "space")]
    [InlineData("""[{ "architecture": "basic-cnn" }, 3]""", "space[1]")]
    [InlineData("""{ "epochs": 3 }""", "space.architecture")]
    [InlineData("""{ "architecture": "basic-cnn", "dataset": "faces" }""", "space.dataset")]
    [InlineData("""{ "architecture": "basic-cnn", "batchSize": [] }""", "space.batchSize")]
    [InlineData("""{ "architecture": "basic-cnn", "optimizer": { "min": 1, "max": 2 } }""", "space.optimizer")]
    [InlineData("""{ "architecture": "basic-cnn", "learningRate": { "min": 2, "max": 1 } }""", "space.learningRate")]
    [InlineData("""{ "architecture": "basic-cnn", "learningRate": { "min": 0, "max": 1, "log": true } }""", "space.learningRate.min")]
    [InlineData("""{ "architecture": "basic-cnn", "learningRate": { "min": 0.1, "max": 1, "step": 2 } }""", "space.learningRate.step")]
    [InlineData("""{ "architecture": "basic-cnn", "batchSize": { "min": 1.5, "max": 2 } }""", "space.batchSize")]
    public void Resolve_a_space_that_can_not_be_searched_is_a_fault_with_its_path(string space, string path)
    {
        SweepSpaces.Resolve(Request(space), new(500, Gpu: false), _faults);

        Assert.Contains(path, _faults.ByPath().Keys);
    }

    [Fact]
    public void Resolve_gives_every_architecture_a_space_and_its_weights()
    {
        var request = Request("""["default", { "architecture": ["resnet18-finetune", "basic-cnn"], "epochs": 4 }]""") with
        {
            Weights = new Dictionary<string, Core.Training.WeightsSource> { ["resnet18"] = new() { Blob = "weights/r.safetensors" } },
        };

        var spaces = SweepSpaces.Resolve(request, new(500, Gpu: false), _faults);

        Assert.Equal(
            ["resnet18-finetune", "basic-cnn", "basic-cnn-regularized", "basic-cnn-augmented", "keras-small", "resnet18-finetune", "basic-cnn"],
            spaces.Select(space => (string)space["architecture"]!));
        Assert.Equal(2, spaces.Count(space => (string?)space["init"]?["blob"] == "weights/r.safetensors"));
    }

    [Fact]
    public void Check_finds_a_bad_value_that_no_trial_would_have_drawn()
    {
        var sweep = Accepted("""{ "architecture": "basic-cnn", "batchSize": [8, 8, 8, 8, 8, 8, 8, 8, 8, 0], "momentum": 0.9, "blur": 1 }""", trials: 1);

        SweepTrials.Check(sweep, _faults);

        Assert.Equal(["space.batchSize", "space.blur", "space.momentum"], _faults.ByPath().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_architecture_that_does_not_exist_is_a_fault()
    {
        SweepTrials.Check(Accepted("""{ "architecture": ["lenet", 5] }""", trials: 2), _faults);

        Assert.Equal(["space.architecture"], _faults.ByPath().Keys);
    }

    [Fact]
    public void Training_of_a_trial_is_never_promoted_and_is_bound_to_the_sweeps_dataset()
    {
        var training = TrainingRequestReader.Read(Accepted("""{ "architecture": "basic-cnn", "seed": [7] }""", trials: 3).Training(2), _faults)!;

        Assert.Equal(("faces", 5, 7, Core.Training.Promotion.Never), (training.Dataset.Value, training.Version!.Value.Number, training.Seed, training.Promote));
    }

    private static SweepRequest Request(string space) => new() { Dataset = Some.Dataset, Space = System.Text.Json.JsonElement.Parse(space), Trainings = 3 };

    private AcceptedSweep Accepted(string space, int trials) => new()
    {
        AcceptedAt = DateTimeOffset.UnixEpoch,
        DatasetVersion = new(5),
        Request = Request(space),
        Spaces = SweepSpaces.Resolve(Request(space), new(500, Gpu: false), _faults),
        Rungs = HalvingSchedule.Of(trials),
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Tests.Training;

public sealed class TrainingRequestReaderTests
{
    [Fact]
    public void Read_every_member_keeps_what_was_sent()
    {
        const string Json = """
            { "dataset": "faces", "version": "v2", "architecture": "basic-cnn-augmented", "optimizer": "adam", "learningRate": 0.0001,
              "schedule": "cosine", "batchSize": 32, "epochs": 5, "augmentation": { "zoom": 0.1, "rotationDegrees": 10, "horizontalFlip": true },
              "loss": "balancedCrossEntropy", "seed": 7, "earlyStopping": 3, "promote": "never" }
            """;
        var faults = new RequestFaults();

        var request = TrainingRequestReader.Read(JsonNode.Parse(Json), faults)!;

        Assert.False(faults.Any);
        Assert.Equal(
            (2, 0.0001, 5, true, 7, Promotion.Never),
            (request.Version!.Value.Number, request.LearningRate, request.Epochs, request.Augmentation!.HorizontalFlip, request.Seed, request.Promote));
    }

    [Fact]
    public void Read_many_faults_names_each_by_its_path()
    {
        const string Json = """
            { "dataset": "Not A Name", "architecture": "alexnet", "learningRate": "fast", "epochs": 0, "promote": "maybe", "gpu": true,
              "augmentation": { "blur": 1 }, "seed": null }
            """;
        var faults = new RequestFaults();

        var request = TrainingRequestReader.Read(JsonNode.Parse(Json), faults);

        Assert.Null(request);
        Assert.Equal(
            ["architecture", "augmentation", "dataset", "epochs", "gpu", "learningRate", "promote", "seed"],
            faults.ByPath().Keys.Select(path => path.Split('.')[0]).Order());
        Assert.Equal(["Must be one of ifBetter, always, never."], faults.ByPath()["promote"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    public void Read_no_object_is_refused(string json)
    {
        var faults = new RequestFaults();

        Assert.Null(TrainingRequestReader.Read(JsonNode.Parse(json), faults));
        Assert.Equal("$", Assert.Single(faults.ByPath()).Key);
    }

    [Fact]
    public void BuildTraining_takes_the_dataset_from_the_build_and_refuses_another()
    {
        var good = JsonDocument.Parse("""{ "model": "smiles", "architecture": "basic-cnn" }""").RootElement;
        var bad = JsonDocument.Parse("""{ "architecture": "basic-cnn", "dataset": "others" }""").RootElement;
        var (goodFaults, badFaults) = (new RequestFaults(), new RequestFaults());

        var training = BuildTraining.Read(good, Some.Dataset, new(3), goodFaults);

        Assert.Equal(("smiles", "faces", 3), (training!.Value.Model.Value, training.Value.Request.Dataset.Value, training.Value.Request.Version!.Value.Number));
        Assert.Null(BuildTraining.Read(bad, Some.Dataset, new(3), badFaults));
        Assert.Equal(["dataset", "model"], badFaults.ByPath().Keys.Order());
    }
}

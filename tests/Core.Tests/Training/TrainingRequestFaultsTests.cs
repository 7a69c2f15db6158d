using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Tests.Training;

public sealed class TrainingRequestFaultsTests
{
    private static readonly TrainingRequest Minimal = new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn" };

    [Fact]
    public void Find_minimal_request_has_no_fault() => Assert.Empty(TrainingRequestFaults.Find(Minimal));

    [Fact]
    public void Find_every_member_wrong_names_every_one()
    {
        var request = Minimal with
        {
            Architecture = "alexnet-9000",
            Optimizer = "magic",
            Schedule = "random",
            Loss = "none",
            LearningRate = double.NaN,
            BatchSize = 0,
            Epochs = 0,
            EarlyStopping = -1,
            Augmentation = new() { Zoom = 1, RotationDegrees = double.NaN },
        };

        var paths = TrainingRequestFaults.Find(request).Select(fault => fault.Path);

        Assert.Equal(
            ["architecture", "optimizer", "schedule", "loss", "learningRate", "batchSize", "epochs", "earlyStopping", "augmentation.zoom", "augmentation.rotationDegrees"],
            paths);
    }
}

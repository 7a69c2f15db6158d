using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Tests.Training;

public sealed class TrainingRequestFaultsTests
{
    private static readonly TrainingRequest Minimal = new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn" };

    [Fact]
    public void Find_minimal_request_has_no_fault() => Assert.Empty(TrainingRequestFaults.Find(Minimal));

    [Theory]
    [InlineData(null, false)]
    [InlineData(-0.01, false)]
    [InlineData(1.0, false)]
    [InlineData(double.NaN, false)]
    [InlineData(0.0, true)]
    [InlineData(0.05, true)]
    public void Find_error_rate_to_abstain_at_is_needed_and_a_share(double? rate, bool right) =>
        Assert.Equal(right ? [] : ["abstain.maxErrorRate"], TrainingRequestFaults.Find(Minimal with { Abstain = new() { MaxErrorRate = rate } }).Select(fault => fault.Path));

    [Fact]
    public void Find_every_member_wrong_names_every_one()
    {
        var request = Minimal with
        {
            Architecture = "alexnet-9000",
            Optimizer = "magic",
            Schedule = "random",
            Loss = "none",
            Precision = "float8",
            Normalization = "none",
            LearningRate = double.NaN,
            BatchSize = 0,
            Epochs = 0,
            EarlyStopping = -1,
            Augmentation = new() { Zoom = 1, RotationDegrees = double.NaN },
        };

        var paths = TrainingRequestFaults.Find(request).Select(fault => fault.Path);

        Assert.Equal(
            ["architecture", "optimizer", "schedule", "loss", "precision", "normalization", "learningRate", "batchSize", "epochs", "earlyStopping", "augmentation.zoom", "augmentation.rotationDegrees"],
            paths);
    }

    [Fact]
    public void Find_every_number_of_the_optimization_wrong_names_every_one()
    {
        var request = Minimal with
        {
            Optimizer = "sgd",
            Momentum = 1,
            WeightDecay = -1,
            Schedule = "reduceOnPlateau",
            StepFactor = 1,
            Patience = 0,
            WarmUpSteps = -1,
            LabelSmoothing = 1,
            Mixup = double.NaN,
            ClipNorm = -1,
            Ema = 1,
            MicroBatch = 0,
            Unfreeze = [new(3, "layer4"), new(3, " ")],
        };

        var paths = TrainingRequestFaults.Find(request).Select(fault => fault.Path);

        Assert.Equal(
            ["momentum", "weightDecay", "clipNorm", "ema", "microBatch", "stepFactor", "patience", "warmUpSteps", "labelSmoothing", "mixup", "unfreeze[1].epoch", "unfreeze[1].from"],
            paths);
    }

    [Fact]
    public void Find_settings_that_the_named_words_do_not_use_are_faults_that_say_which_do()
    {
        var request = Minimal with { Optimizer = "adam", Momentum = 0.5, Nesterov = true, Schedule = "cosine", StepEvery = 10, StepFactor = 0.5, Patience = 2, FocalGamma = 2 };

        var faults = TrainingRequestFaults.Find(request).ToArray();

        Assert.Equal(["momentum", "nesterov", "stepEvery", "stepFactor", "patience", "focalGamma"], faults.Select(fault => fault.Path));
        Assert.Equal("Needs \"optimizer\": \"sgd\" or \"rmsprop\" beside it.", faults[0].Fault);
        Assert.Equal("Needs \"loss\": \"focal\" beside it.", faults[^1].Fault);
    }

    [Fact]
    public void Find_settings_beside_the_words_that_use_them_are_none()
    {
        var request = Minimal with
        {
            Optimizer = "sgd",
            Momentum = 0.5,
            Nesterov = true,
            WeightDecay = 1e-4,
            Schedule = "step",
            StepEvery = 5000,
            StepFactor = 0.1,
            WarmUpSteps = 100,
            Loss = "focal",
            FocalGamma = 2,
            LabelSmoothing = 0.1,
            Mixup = 0.2,
            ClipNorm = 1,
            Ema = 0.999,
            Precision = "bfloat16",
            MicroBatch = 8,
            Unfreeze = [new(1, "layer4"), new(5, "conv1")],
        };

        Assert.Empty(TrainingRequestFaults.Find(request));
    }

    [Theory]
    [InlineData("labelSmoothing")]
    [InlineData("mixup")]
    public void Find_pairs_with_labels_that_are_not_whole_is_a_fault(string path)
    {
        var request = Minimal with { Loss = "pairwiseLogistic", LabelSmoothing = path == "labelSmoothing" ? 0.1 : 0, Mixup = path == "mixup" ? 0.1 : 0 };

        Assert.Equal(path, Assert.Single(TrainingRequestFaults.Find(request)).Path);
    }

    [Theory]
    [InlineData(ThresholdGoal.Precision, null, false, "threshold.at")]
    [InlineData(ThresholdGoal.Recall, 1.5, false, "threshold.at")]
    [InlineData(ThresholdGoal.F1, 0.5, false, "threshold.at")]
    [InlineData(ThresholdGoal.Cost, null, false, "threshold.costs")]
    [InlineData(ThresholdGoal.F1, null, true, "threshold.costs")]
    [InlineData(ThresholdGoal.Cost, null, true, null)]
    [InlineData(ThresholdGoal.Recall, 0.9, false, null)]
    public void Find_threshold_names_what_does_not_belong_to_its_goal(ThresholdGoal goal, double? at, bool costs, string? fault)
    {
        var request = Minimal with { Threshold = new() { For = goal, At = at, Costs = costs ? [[0, 1], [5, 0]] : null } };

        Assert.Equal(fault is null ? [] : [fault], TrainingRequestFaults.Find(request).Select(found => found.Path));
    }

    [Fact]
    public void Find_costs_that_make_a_wrong_answer_cheaper_are_a_fault() => Assert.Equal(
        ["threshold.costs"],
        TrainingRequestFaults.Find(Minimal with { Threshold = new() { For = ThresholdGoal.Cost, Costs = [[1, 0], [5, 0]] } }).Select(found => found.Path));
}

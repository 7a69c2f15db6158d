using PhotoScore.Core.Training;
using PhotoScore.Trainer.Diagnosis;

namespace PhotoScore.Trainer.Tests.Diagnosis;

/// <summary>Curves by hand.</summary>
internal static class SomeEvidence
{
    /// <summary>Ten epochs of a training that goes well: 400 train and 200 validation photos of two classes.</summary>
    public static TrainingEvidence Healthy { get; } = new()
    {
        Classes = ["cat", "dog"],
        TrainCounts = [200, 200],
        ValidationCounts = [100, 100],
        Parameters = 2_000_000,
        Epochs = 10,
        LearningRate = 1e-3,
        Curve = Curve(
            (0.68, 0.66, 0.60), (0.60, 0.58, 0.70), (0.52, 0.50, 0.75), (0.45, 0.45, 0.79), (0.40, 0.42, 0.81),
            (0.36, 0.40, 0.83), (0.32, 0.39, 0.84), (0.29, 0.38, 0.84), (0.27, 0.38, 0.85), (0.25, 0.38, 0.85)),
        Examinations = [.. Enumerable.Range(1, 10).Select(epoch => Examination(epoch))],
    };

    /// <summary>Train loss, validation loss and validation balanced accuracy of each epoch.</summary>
    public static EpochMetrics[] Curve(params (double Train, double Validation, double Accuracy)[] rows) =>
        [.. rows.Select((row, i) => new EpochMetrics(i + 1, 1e-3, Split(row.Train, row.Accuracy), Split(row.Validation, row.Accuracy), 2))];

    /// <summary>The same row so many times.</summary>
    public static EpochMetrics[] Flat(int epochs, double train, double validation, double accuracy) =>
        Curve([.. Enumerable.Repeat((train, validation, accuracy), epochs)]);

    public static SplitMetrics Split(double loss, double accuracy) => new(loss, accuracy, accuracy);

    public static EpochExamination Examination(int epoch, double train = 0.85) => new()
    {
        Epoch = epoch,
        ValidationConfusion = [[40, 10], [8, 42]],
        Spread = 0.3,
        Ranking = 0.9,
        Train = Split(0.3, train),
        TrainCounts = [32, 32],
        Movement = 0.05,
        DeadUnits = [new("conv1_relu", 16, 2), new("dense1_relu", 512, 200)],
    };

    /// <summary>Healthy evidence whose every examination is changed.</summary>
    public static TrainingEvidence With(this TrainingEvidence evidence, Func<EpochExamination, EpochExamination> change) =>
        evidence with { Examinations = [.. evidence.Examinations.Select(change)] };

    public static string[] Codes(this TrainingEvidence evidence) => [.. Diagnoses.Of(evidence).Select(diagnosis => diagnosis.Code)];
}

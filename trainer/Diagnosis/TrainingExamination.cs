using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Follows a training, and says what is wrong with it. Looks at samples only, as they would be served, and leaves the network as it was.</summary>
internal sealed class TrainingExamination
{
    private const int LeastSample = 128;
    private const int MostSample = 256;

    /// <summary>One of so many train photos is looked at again after an epoch, forward only: a hundredth of the epoch's work, or two.</summary>
    private const int OneOf = 20;

    private readonly PhotoSample _train;
    private readonly PhotoSample _validation;
    private readonly WeightMovement _movement = new();
    private TrainingEvidence _evidence;

    /// <param name="plan">How it trains.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="data">What it learns from.</param>
    public TrainingExamination(TrainingPlan plan, IReadOnlyList<string> classes, TrainingData data)
    {
        var most = Math.Clamp(data.Train.Count / OneOf, LeastSample, MostSample);
        (_train, _validation) = (new PhotoSample(data.Train, most), new PhotoSample(data.Validation, most));
        _evidence = new TrainingEvidence
        {
            Classes = classes,
            TrainCounts = Counts(data.Train.Labels, classes.Count),
            ValidationCounts = Counts(data.Validation.Labels, classes.Count),
            Parameters = 0,
            Epochs = plan.Epochs,
            LearningRate = plan.LearningRate,
            SharedPhotos = SharedPixels.Count(data.Train, data.Validation),
        };
        Diagnoses = Diagnosis.Diagnoses.Of(_evidence);
    }

    /// <summary>What is wrong as far as is known, causes before effects.</summary>
    public IReadOnlyList<TrainingDiagnosis> Diagnoses { get; private set; }

    /// <summary>Remembers the weights that the next epoch begins with.</summary>
    public void Begin(Network network) => _movement.Look(network);

    /// <summary>Looks at a network between two epochs.</summary>
    /// <param name="network">As it is after the newest epoch.</param>
    /// <param name="curve">With that epoch's row.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void EpochEnded(Network network, IReadOnlyList<EpochMetrics> curve, CancellationToken cancellation) => Look(_evidence with
    {
        Parameters = network.Parameters.Sum(parameter => parameter.numel()),
        Curve = [.. curve],
        Examinations = [.. _evidence.Examinations, Examine(network, curve[^1].Epoch, cancellation) with { Movement = _movement.Look(network) }],
    });

    /// <summary>Looks at the network of a method that has no epochs; it is taken for one of a single epoch.</summary>
    public void Ended(Network network, CancellationToken cancellation)
    {
        var examination = Examine(network, epoch: 1, cancellation);
        var validation = _validation.Ask(network, seen: null, cancellation).Count(threshold: null).Metrics;
        Look(_evidence with
        {
            Parameters = network.Graph.ParameterCount,
            Epochs = 1,
            LearningRate = null,
            Curve = [new EpochMetrics(1, 0, examination.Train, validation, 0)],
            Examinations = [examination],
            ValidationCounts = Counts(_validation.Labels, _evidence.Classes.Count),
        });
    }

    private void Look(TrainingEvidence evidence) => (_evidence, Diagnoses) = (evidence, Diagnosis.Diagnoses.Of(evidence));

    private EpochExamination Examine(Network network, int epoch, CancellationToken cancellation)
    {
        var units = new DeadUnitSurvey();
        var validation = _validation.Ask(network, units.See, cancellation);
        return new EpochExamination
        {
            Epoch = epoch,
            ValidationConfusion = validation.Count(threshold: null).Matrix,
            Spread = AnswerStatistics.Spread(validation),
            Ranking = AnswerStatistics.Ranking(validation),
            Train = _train.Ask(network, seen: null, cancellation).Count(threshold: null).Metrics,
            TrainCounts = Counts(_train.Labels, _evidence.Classes.Count),
            DeadUnits = units.Counts,
        };
    }

    private static int[] Counts(IEnumerable<int> labels, int classes)
    {
        var counts = new int[classes];
        foreach (var label in labels)
            counts[label]++;
        return counts;
    }
}

using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>What was measured on samples of both splits at an epoch's end, as the model would be served: nothing dropped, nothing augmented.</summary>
internal sealed record EpochExamination
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The validation sample's answers; row: true class, column: answered class.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ValidationConfusion { get; init; }

    /// <summary>The largest standard deviation that a class's probability has over the validation sample: near zero where every photo gets the same answer.</summary>
    public required double Spread { get; init; }

    /// <summary>The mean over classes of the area under the ROC curve on the validation sample, one class against the rest; one half is chance.</summary>
    public required double Ranking { get; init; }

    /// <summary>The train sample's metrics.</summary>
    public required SplitMetrics Train { get; init; }

    /// <summary>The train sample's photos of each class.</summary>
    public required IReadOnlyList<int> TrainCounts { get; init; }

    /// <summary>How far the weights went in the epoch, in their own length; null where the epoch's beginning was not seen.</summary>
    public double? Movement { get; init; }

    /// <summary>Units of each activation that are zero for every photo of the validation sample, in the order of the layers.</summary>
    public IReadOnlyList<DeadUnitCount> DeadUnits { get; init; } = [];
}

/// <summary>The units of one layer.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Units">Its units; of feature maps the channels.</param>
/// <param name="Dead">How many of them are zero everywhere for every photo.</param>
internal sealed record DeadUnitCount(string Layer, int Units, int Dead)
{
    public double Share => Units == 0 ? 0 : (double)Dead / Units;
}

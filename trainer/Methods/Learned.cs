using PhotoScore.Core.Models;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.PairRanking;

namespace PhotoScore.Trainer.Methods;

/// <summary>What a training came to.</summary>
/// <param name="Network">The network to evaluate and publish; disposed with this.</param>
/// <param name="Curve">One row an epoch; empty where the method has no epochs.</param>
/// <param name="BestEpoch">The epoch that the network's weights are of; 0 where the method has none.</param>
/// <param name="Best">The network's own weights, as safetensors.</param>
/// <param name="Last">The weights after the last epoch, as safetensors; null where the method has no epochs.</param>
/// <param name="Training">The request as it was carried out: nothing that it used is left open.</param>
internal sealed record Learned(
    Network Network, IReadOnlyList<EpochMetrics> Curve, int BestEpoch, byte[] Best, byte[]? Last, TrainingRequest Training) : IDisposable
{
    /// <summary>What the photos' ranks are measured by; null where the method does not rank.</summary>
    public RankedPhotos? Ranks { get; init; }

    /// <summary>What the method itself has to say of what was learned, in place of what an examination would find; null where it leaves that to the examination.</summary>
    public IReadOnlyList<TrainingDiagnosis>? Diagnoses { get; init; }

    /// <summary>What was answered to training photos that were not learned from; null where none were left out.</summary>
    public LeftOut? LeftOut { get; init; }

    /// <summary>The classifiers that were compared; empty where there was no choice.</summary>
    public IReadOnlyList<TriedClassifier> Tried { get; init; } = [];

    public void Dispose() => Network.Dispose();
}

using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>A training in a list.</summary>
internal sealed record TrainingItem(
    VersionId Version, TrainingState Status, TrainingStage Stage, string Architecture, DatasetName Dataset, VersionId DatasetVersion,
    DateTimeOffset AcceptedAt, int Epoch, int Epochs, double PhotosPerSecond, double? SecondsLeft, SplitMetrics? Validation, string? Error)
{
    public static TrainingItem Of(TrainingView view) => new(
        view.Version, view.Status, view.Stage, view.Accepted.Request.Architecture, view.Accepted.Request.Dataset, view.Accepted.DatasetVersion,
        view.Accepted.AcceptedAt, view.Epoch, view.Epochs, view.PhotosPerSecond, view.SecondsLeft,
        view.Curve.Count > 0 ? view.Curve[^1].Validation : null, view.Error);
}

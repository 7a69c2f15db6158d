using Azure;
using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Methods;
using PhotoScore.Trainer.Publishing;
using PhotoScore.Trainer.Reporting.Explaining;
using TorchSharp;

namespace PhotoScore.Trainer.Reporting;

/// <summary>Puts a model's report together from the answers of the published file and from its network.</summary>
internal sealed class ReportMaker(BlobContainerClient models, BlobContainerClient datasets, TrainingContext context)
{
    private const int UnitSample = 128;

    private readonly DatasetPaths _paths = new(context.Dataset.Dataset, context.Dataset.Version);

    public async Task<ModelReport> MakeAsync(ModelManifest model, Learned learned, ModelEvaluation evaluation, CancellationToken cancellation)
    {
        var (photos, answers, threshold) = (context.Data.Validation, evaluation.ValidationAnswers, model.Threshold);
        var lists = PhotoChoice.Of(answers, model.Classes);
        var explained = PhotoChoice.Explained(answers, threshold);
        var judged = await new ReportPhotos(new DatasetStore(datasets), _paths, photos, answers, threshold)
            .LoadAsync(lists.SelectMany(list => list.Photos).Concat(explained), cancellation);
        return new ModelReport
        {
            Model = model,
            Dataset = ReportedDataset.Of(context.Dataset, await LicensesAsync(cancellation)),
            Curve = learned.Curve,
            Curves = ThresholdCurves.Of(evaluation.TestAnswers),
            Reliability = [.. Reliability.Of(evaluation.TestAnswers.Answered(threshold)).Where(bin => bin.Photos > 0)],
            Scores = ScoreHistogram.Of(evaluation.TestAnswers, threshold),
            Photos = [.. lists.Select(list => new PhotoGroup(list.Id, list.Title, list.Note, [.. list.Photos.Select(photo => judged[photo])]))],
            Explanations = [.. explained.Select(photo => Explain(learned.Network, photos, photo, judged[photo], cancellation))],
            Means = AnsweredMeans.Of(photos, answers, threshold),
            Units = Units(learned.Network, photos, cancellation),
            Current = await CurrentAsync(model, cancellation),
        };
    }

    private static Explanation Explain(Network network, PhotoSet photos, int photo, JudgedPhoto judged, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (width, height, pixels) = (photos.Width, photos.Height, photos[photo].ToArray());
        using var scope = torch.NewDisposeScope();
        var maps = GradCam.Of(network, torch.tensor(pixels, [1, height, width, 3], torch.uint8), judged.Answer) ?? Occlusion.Of(network, pixels, width, height, judged.Answer);
        return new Explanation(
            judged,
            Pictures.Of(pixels, width, height),
            judged.Answer,
            maps.Saliency is { } saliency ? Pictures.Map(saliency, width, height) : null,
            Pictures.Overlay(pixels, maps.Evidence, width, height),
            maps.Method);
    }

    private static IReadOnlyList<LayerUnits> Units(Network network, PhotoSet photos, CancellationToken cancellation)
    {
        var survey = new DeadUnitSurvey();
        new PhotoSample(photos, UnitSample).Ask(network, survey.See, cancellation);
        return [.. survey.Counts.Select(layer => new LayerUnits(layer.Layer, layer.Units, layer.Dead))];
    }

    private async Task<CurrentVersion?> CurrentAsync(ModelManifest model, CancellationToken cancellation)
    {
        var current = await ReadAsync<CurrentModel>(models, ModelPaths.Current(model.Model), cancellation);
        if (current?.Routes.MaxBy(route => route.Share) is not { } main || main.Version == model.Version)
            return null;
        var manifest = await ReadAsync<ModelManifest>(models, new ModelPaths(model.Model, main.Version).Manifest, cancellation);
        if (manifest is null)
            return null;
        var comparison = await ReadAsync<ModelComparison>(models, new ModelPaths(model.Model, model.Version).Comparison, cancellation);
        // Another version may have become current since it was asked.
        return new CurrentVersion(manifest, manifest.Dataset.PhotosSha256 == model.Dataset.PhotosSha256, comparison?.Current == main.Version ? comparison : null);
    }

    private async Task<RankedCounts?> LicensesAsync(CancellationToken cancellation) =>
        (await ReadAsync<DatasetLicenses>(datasets, _paths.ReportData, cancellation))?.Licenses;

    private static async Task<T?> ReadAsync<T>(BlobContainerClient container, string name, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToObjectFromJson<T>(StoredJson.Compact);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The one member of a dataset's <c>report.json</c> that is wanted here.</summary>
    private sealed record DatasetLicenses(RankedCounts? Licenses);
}

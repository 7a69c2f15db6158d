using System.Text;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Models.Reporting.Html;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Methods;
using PhotoScore.Trainer.Publishing;
using PhotoScore.Trainer.Reporting.TensorBoard;

namespace PhotoScore.Trainer.Reporting;

/// <summary>Stores what people read of a model, before its manifest publishes it.</summary>
internal static class ReportFiles
{
    /// <summary><c>report.json</c>, <c>report.html</c>, <c>card.md</c>; and the curves as a table and for TensorBoard.</summary>
    public static async Task StoreAsync(
        ReportMaker maker, ModelPublisher publisher, ModelPaths paths, ModelManifest model, Learned learned, ModelEvaluation evaluation, TrainerLog log, CancellationToken cancellation)
    {
        await publisher.StoreAsync(paths.Curves, Encoding.UTF8.GetBytes(CurvesFile.Write(learned.Curve)), cancellation);
        await publisher.StoreAsync(paths.Events, EventFile.Write(learned.Curve, model.PublishedAt), cancellation);
        if (await MakeAsync(maker, model, learned, evaluation, log, cancellation) is not { } report)
            return;
        await publisher.StoreAsync(paths.ReportData, JsonSerializer.SerializeToUtf8Bytes(report, StoredJson.Indented), cancellation);
        await publisher.StoreAsync(paths.Card, Encoding.UTF8.GetBytes(ModelCard.Write(report)), cancellation);
        await publisher.StoreAsync(paths.Report, ModelReportPage.Render(report), cancellation);
    }

    // Hours of training are worth more than a page about them.
    private static async Task<ModelReport?> MakeAsync(
        ReportMaker maker, ModelManifest model, Learned learned, ModelEvaluation evaluation, TrainerLog log, CancellationToken cancellation)
    {
        try
        {
            return await maker.MakeAsync(model, learned, evaluation, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            log.Write($"The model is published without a report, which could not be made: {e}");
            return null;
        }
    }
}

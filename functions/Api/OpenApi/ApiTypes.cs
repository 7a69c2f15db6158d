using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Models;
using PhotoScore.Core.Scorings;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Datasets.Overlap;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Models.Comparing;
using PhotoScore.Functions.Monitoring;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Scorings;
using PhotoScore.Functions.Training;
using PhotoScore.Functions.Training.Sweeps;

namespace PhotoScore.Functions.Api.OpenApi;

/// <summary>What requests and answers are called in the API's description; what they hold is found by itself.</summary>
internal static class ApiTypes
{
    /// <summary>Names and types.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = new Dictionary<string, Type>
    {
        ["Recipe"] = typeof(Recipe),
        ["AcceptedBuild"] = typeof(AcceptedBuild),
        ["AcceptedRetry"] = typeof(AcceptedRetry),
        ["BuildProgress"] = typeof(BuildProgress),
        ["DatasetList"] = typeof(ListPage<DatasetSummary>),
        ["Dataset"] = typeof(DatasetSummary),
        ["DatasetManifest"] = typeof(DatasetManifest),
        ["LedgerPage"] = typeof(ListPage<LedgerRow>),
        ["Overlap"] = typeof(OverlapAnswer),
        ["TrainingRequest"] = typeof(TrainingRequest),
        ["StartedTraining"] = typeof(StartedTraining),
        ["Training"] = typeof(TrainingView),
        ["TrainingList"] = typeof(ListPage<TrainingItem>),
        ["SweepRequest"] = typeof(SweepRequest),
        ["StartedSweep"] = typeof(StartedSweep),
        ["Sweep"] = typeof(SweepView),
        ["SweepList"] = typeof(ListPage<SweepItem>),
        ["ModelList"] = typeof(ListPage<ModelItem>),
        ["ModelSummary"] = typeof(ModelItem),
        ["Model"] = typeof(ModelDetails),
        ["ModelManifest"] = typeof(ModelManifest),
        ["ComparedModels"] = typeof(ComparedModels),
        ["PhotoRequest"] = typeof(PhotoRequest),
        ["PredictionAnswer"] = typeof(PredictionAnswer),
        ["Monitoring"] = typeof(MonitoringView),
        ["ScoringRequest"] = typeof(ScoringRequest),
        ["StartedScoring"] = typeof(StartedScoring),
        ["Scoring"] = typeof(ScoringView),
        ["ScoringList"] = typeof(ListPage<ScoringItem>),
    };
}

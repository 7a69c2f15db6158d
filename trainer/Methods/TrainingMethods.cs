using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.PairRanking;

namespace PhotoScore.Trainer.Methods;

/// <summary>The ways to learn.</summary>
internal static class TrainingMethods
{
    public static ITrainingMethod For(TrainingMethod method) => method switch
    {
        TrainingMethod.Gradient => new GradientMethod(),
        TrainingMethod.Features => new FeaturesMethod(),
        TrainingMethod.Ranking => new RankingMethod(),
        TrainingMethod.OneClass => new OneClassMethod(),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No code carries out this method."),
    };
}

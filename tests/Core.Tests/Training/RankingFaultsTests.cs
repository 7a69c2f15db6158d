using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Tests.Training;

public sealed class RankingFaultsTests
{
    private static readonly TrainingRequest Ranker = new() { Dataset = DatasetName.Parse("likes"), Architecture = "popularity-ranker" };

    [Fact]
    public void Find_takes_a_ranker_with_and_without_settings()
    {
        Assert.Empty(TrainingRequestFaults.Find(Ranker));
        Assert.Empty(TrainingRequestFaults.Find(Ranker with { BatchSize = 32, Ranking = new() { WindowDays = 0, MinDifference = 1, AnyAuthor = true, PairsPerPhoto = 4 } }));
    }

    [Fact]
    public void Find_names_every_fault_of_the_settings() => Assert.Equal(
        ["ranking.windowDays", "ranking.minDifference", "ranking.pairsPerPhoto"],
        TrainingRequestFaults.Find(Ranker with { Ranking = new() { WindowDays = -1, MinDifference = double.NaN, PairsPerPhoto = 0 } }).Select(fault => fault.Path));

    [Fact]
    public void Find_refuses_what_pairs_have_no_use_for() => Assert.Equal(
        ["batchSize", "mixup", "loss"],
        TrainingRequestFaults.Find(Ranker with { BatchSize = 33, Mixup = 0.2, Loss = "crossEntropy" }).Select(fault => fault.Path));

    [Fact]
    public void Find_refuses_ranking_where_nothing_ranks() => Assert.Equal(
        ["ranking"], TrainingRequestFaults.Find(Ranker with { Architecture = "resnet18", Ranking = new() }).Select(fault => fault.Path));
}

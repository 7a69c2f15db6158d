using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using TorchSharp;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>The single logit of every photo of a split: what a ranking network thinks of it.</summary>
internal static class PhotoScores
{
    public static double[] Of(Network network, PhotoSet photos, int batchSize, CancellationToken cancellation)
    {
        var scores = new List<double>(photos.Count);
        using var loader = new BatchLoader(photos, batchSize);
        foreach (var batch in loader.InOrder(cancellation))
        {
            using var returned = batch;
            using var scope = torch.NewDisposeScope();
            var logits = network.Logits(batch.Pixels().to(network.Device), training: false).cpu();
            scores.AddRange(logits.data<float>().Select(score => (double)score));
        }

        return [.. scores];
    }
}

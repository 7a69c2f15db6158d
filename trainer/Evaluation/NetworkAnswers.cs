using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using TorchSharp;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Asks a network in TorchSharp about every photo of a split.</summary>
internal static class NetworkAnswers
{
    public static Probabilities Of(Network network, PhotoSet photos, int batchSize, CancellationToken cancellation)
    {
        var values = new float[photos.Count * network.ClassCount];
        var filled = 0;
        using var loader = new BatchLoader(photos, batchSize);
        foreach (var batch in loader.InOrder(cancellation))
        {
            using var returned = batch;
            using var scope = torch.NewDisposeScope();
            var answers = network.Predict(batch.Pixels()).Probabilities.cpu().data<float>();
            answers.CopyTo(values, filled);
            filled += (int)answers.Count;
        }

        return new Probabilities(network.ClassCount, values, photos.Labels);
    }

    /// <summary>Its logits, photo after photo: one for two classes, otherwise one a class.</summary>
    public static float[] Logits(Network network, PhotoSet photos, int batchSize, CancellationToken cancellation)
    {
        var values = new List<float>();
        using var loader = new BatchLoader(photos, batchSize);
        foreach (var batch in loader.InOrder(cancellation))
        {
            using var returned = batch;
            using var scope = torch.NewDisposeScope();
            values.AddRange(network.Logits(batch.Pixels(), training: false).cpu().data<float>());
        }

        return [.. values];
    }
}

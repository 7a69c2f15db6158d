using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using TorchSharp;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Some photos of a split, always the same, as many of each class as its share has.</summary>
internal sealed class PhotoSample
{
    private const int BatchSize = 32;

    private readonly PhotoSet _photos;
    private readonly int[] _chosen;

    /// <param name="photos">The split.</param>
    /// <param name="most">At most so many.</param>
    public PhotoSample(PhotoSet photos, int most)
    {
        _photos = photos;
        _chosen = [.. EpochOrder.Shuffled(photos.Count, seed: 0, epoch: 0).Take(most).Order()];
    }

    /// <summary>The true classes.</summary>
    public int[] Labels => [.. _chosen.Select(photo => _photos.Labels[photo])];

    /// <summary>What the network answers, as it would be served.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seen">Shown what every layer made of each batch.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public Probabilities Ask(Network network, Action<LayerNode, torch.Tensor>? seen, CancellationToken cancellation)
    {
        var values = new List<float>();
        foreach (var batch in _chosen.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var answers = network.Inspect(Pixels(batch).to(network.Device), [network.Graph.Probabilities], seen: seen)[0];
            values.AddRange(answers.cpu().data<float>().ToArray());
        }

        return new Probabilities(network.ClassCount, [.. values], Labels);
    }

    private torch.Tensor Pixels(int[] photos)
    {
        var length = _photos.Width * _photos.Height * 3;
        var bytes = new byte[photos.Length * length];
        foreach (var (i, photo) in photos.Index())
            _photos[photo].CopyTo(bytes.AsSpan(i * length, length));
        return torch.tensor(bytes, [photos.Length, _photos.Height, _photos.Width, 3], torch.uint8);
    }
}

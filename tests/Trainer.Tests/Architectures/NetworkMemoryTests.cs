using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures;

[Collection(nameof(Alone))]
public sealed class NetworkMemoryTests
{
    private static readonly Architecture Regularized = ArchitectureCatalog.Find("basic-cnn-regularized");

    [Fact]
    public void Training_step_keeps_no_tensor_and_learns()
    {
        using var network = new Network(Regularized, 2, seed: 1);
        using var optimizer = torch.optim.Adam(network.Parameters, lr: 1e-3);
        using var photos = HalfBright();
        using var labels = torch.tensor([0f, 0, 0, 0, 1, 1, 1, 1], [8, 1]);
        // The first steps make the optimizer's own moments and the gradients.
        var first = Step();
        Step();
        var live = torch.Tensor.TotalCount;

        var last = Enumerable.Range(0, 30).Select(_ => Step()).Last();

        Assert.Equal(live, torch.Tensor.TotalCount);
        Assert.True(last < first / 2, $"Loss went from {first} to {last}.");

        float Step()
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            var loss = torch.nn.functional.binary_cross_entropy_with_logits(network.Logits(photos, training: true), labels);
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }
    }

    [Fact]
    public void Dispose_frees_every_tensor()
    {
        using var photos = Photos.Batch(2);
        // TorchSharp counts a parameter twice, and then once too seldom when it goes.
        var live = torch.Tensor.TotalCount + Regularized.Layout(classCount: 2).Nodes.Sum(node => node.Layer.Parameters.Count);

        using (var network = new Network(Regularized, 2, seed: 1))
        {
            _ = network.RandomState;
            var (probabilities, embeddings) = network.Predict(photos);
            probabilities.Dispose();
            embeddings.Dispose();
        }

        Assert.Equal(live, torch.Tensor.TotalCount);
    }

    /// <summary>Eight photos: four whose upper half is bright, then four whose lower half is.</summary>
    private static torch.Tensor HalfBright()
    {
        var half = 56 * 56 * 3 / 2;
        var pixels = Enumerable.Range(0, 16 * half).Select(i => (byte)((i / half % 2 == 0) == (i < 8 * half) ? 200 : 50));
        return torch.tensor([.. pixels], [8, 56, 56, 3], torch.uint8);
    }
}

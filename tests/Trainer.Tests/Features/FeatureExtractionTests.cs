using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Tests.Diagnosis;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Features;

public sealed class FeatureExtractionTests
{
    private const int BatchSize = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(27)]
    public async Task OfAsync_every_row_is_of_its_own_photo_also_where_the_last_batch_is_smaller(int count)
    {
        using var photos = Provoked.Photos(count, seed: 1);
        using var network = new Network(Provoked.Small, 2, seed: 1);
        var progress = new List<int>();
        var extraction = new FeatureExtraction(
            network, network.Graph.Embedding, BatchSize, "abc", new MemoryFeatureStore(), new JobSettings(TimeSpan.FromMinutes(1), () => false), TimeProvider.System);

        var features = await extraction.OfAsync("train", photos, mirrored: false, said => progress.Add(said.Done), Cancellation);

        Assert.Equal([.. Enumerable.Range(0, ((count - 1) / BatchSize) + 2).Select(batch => Math.Min(batch * BatchSize, count))], progress);
        for (var photo = 0; photo < count; photo++)
        {
            var expected = Alone(network, photos, photo);
            for (var column = 0; column < expected.Length; column++)
                Assert.Equal(expected[column], features[photo][column], 1e-5f);
        }
    }

    private static float[] Alone(Network network, PhotoSet photos, int photo)
    {
        using var scope = torch.NewDisposeScope();
        var pixels = torch.tensor(photos[photo].ToArray(), [1, photos.Height, photos.Width, 3], torch.uint8);
        return network.Embeddings(pixels).data<float>().ToArray();
    }
}

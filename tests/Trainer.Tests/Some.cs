using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests;

/// <summary>Things whose details do not matter to a test.</summary>
internal static class Some
{
    /// <summary>Noisy pictures; those of class 1 have a brighter upper half, those of class 2 a brighter left one.</summary>
    public static byte[] Jpeg(int label, Random random)
    {
        using var pixels = new Pixels(56, 56);
        for (var y = 0; y < 56; y++)
        {
            var row = pixels.Row(y);
            for (var x = 0; x < 56; x++)
            {
                var bright = (label == 1 && y < 28) || (label == 2 && x < 28);
                for (var channel = 0; channel < 3; channel++)
                    row[(x * 3) + channel] = (byte)(random.Next(120) + (bright ? 60 : 20));
            }
        }

        return JpegEncoder.Encode(pixels, 92);
    }

    public static PhotoSet PhotoSet(int count, int classes = 2, int seed = 1)
    {
        var set = new PhotoSet(count, 56, 56);
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            set.Store(i, $"photo{i:D4}", i % classes, Jpeg(i % classes, random), Geometry.Squash(56, 56));
        return set;
    }

    public static TrainingPlan Plan(int epochs = 2, int seed = 3) => new()
    {
        Optimizer = new("adam"),
        LearningRate = 1e-3,
        Schedule = new("cosine"),
        BatchSize = 16,
        Epochs = epochs,
        Augmentation = new AugmentationSettings { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true },
        Loss = new("crossEntropy"),
        Seed = seed,
        EarlyStopping = 0,
    };
}

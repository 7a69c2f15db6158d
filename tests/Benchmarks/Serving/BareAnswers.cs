using System.Diagnostics;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Benchmarks.Serving;

/// <summary>Decoding, preparing and inference, and nothing else, on one thread a core with the session of the server: what HTTP is measured against.</summary>
internal static class BareAnswers
{
    /// <summary>Photos a second.</summary>
    public static double Rate(ServedNetwork network, byte[][] photos, TimeSpan time)
    {
        var model = LoadedModel.Load(network.Manifest, network.Onnx);
        try
        {
            Run(model, photos, TimeSpan.FromSeconds(Math.Min(2, time.TotalSeconds)));
            return Run(model, photos, time);
        }
        finally
        {
            model.Release();
        }
    }

    private static double Run(LoadedModel model, byte[][] photos, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        var threads = Enumerable.Range(0, new PredictionLimits().Concurrency).Select(first => Task.Factory.StartNew(
            () =>
            {
                for (var i = first; watch.Elapsed < time; i++)
                {
                    using var decoded = ImageDecoder.Decode(photos[i % photos.Length]);
                    Inference.Answer(model, decoded.Pixels);
                    Interlocked.Increment(ref done);
                }
            },
            TaskCreationOptions.LongRunning));
        Task.WaitAll([.. threads]);
        return done / watch.Elapsed.TotalSeconds;
    }
}

using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Tests.Models;

/// <summary>Published versions whose answers to 200 test photos are known.</summary>
internal static class Answered
{
    public const int Photos = 200;

    /// <summary>The dataset of <see cref="Some.Manifest"/>: the second half of the photos is of the second class.</summary>
    public static async Task StoreDatasetAsync(PhotoStorage storage, int version = 1, int first = 0)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var table = new MemoryStream();
        await PhotosTable.WriteAsync(table, [.. Enumerable.Range(first, Photos).Select(i => new PhotoRow(Photo(i), "test-00000.tar", 0, 1))], cancellation);
        await storage.Datasets.GetBlobClient(new DatasetPaths(Some.Dataset, new(version)).Photos).UploadAsync(new BinaryData(table.ToArray()), cancellation);
        await Some.FinishDatasetAsync(storage, version);
    }

    /// <summary>Publishes a version that is right on that share of each class, on the first photos of it.</summary>
    public static Task PublishAsync(PhotoStorage storage, int version, double balancedAccuracy) =>
        PublishAsync(storage, Some.Manifest(version, balancedAccuracy), i => i % (Photos / 2) < Math.Round(balancedAccuracy * Photos / 2));

    /// <summary>Publishes a version that is right where it should be.</summary>
    public static async Task PublishAsync(PhotoStorage storage, ModelManifest manifest, Func<int, bool> right, int first = 0)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var paths = new ModelPaths(Some.Model, manifest.Version);
        using var table = new MemoryStream();
        Prediction[] rows = [.. Enumerable.Range(first, Photos).Select(i => Row(i, right(i)))];
        await PredictionsTable.WriteAsync(table, manifest.Classes, rows, cancellation);
        await storage.Models.GetBlobClient(paths.Predictions).UploadAsync(new BinaryData(table.ToArray()), cancellation);
        await storage.Models.CreateJsonAsync(paths.Manifest, manifest, cancellation);
    }

    private static Prediction Row(int i, bool right)
    {
        var answer = right ? Label(i) : 1 - Label(i);
        return new(Key(i), Split.Test, Label(i), answer, answer == 1 ? [0.2f, 0.8f] : [0.8f, 0.2f]);
    }

    private static int Label(int i) => i / (Photos / 2) % 2;

    private static string Key(int i) => $"00-{i:D6}";

    private static AssembledPhoto Photo(int i) => new(
        new Candidate { Key = Key(i), Source = 0, Id = $"{i}", Url = $"blob:sources/faces/{i}.jpg" },
        new PhotoFacts { Sha256 = $"{i:x64}", Bytes = 1, Format = "jpeg", DHash = (ulong)i, PHash = 0, Moments = default, Width = 56, Height = 56, Offset = 0, Length = 1 },
        Tar: "", Score: null, Label(i), Split.Test, Key(i));
}

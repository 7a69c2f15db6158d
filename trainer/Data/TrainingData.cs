using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Diagnosis;

namespace PhotoScore.Trainer.Data;

/// <summary>A dataset's three splits at the network's size.</summary>
internal sealed record TrainingData(PhotoSet Train, PhotoSet Validation, PhotoSet Test) : IDisposable
{
    /// <summary>How photos got their size; null where the splits were put together by hand.</summary>
    public Geometry? Geometry { get; init; }

    /// <summary>What the dataset knows of every photo, by key; empty where the splits were put together by hand.</summary>
    public IReadOnlyDictionary<string, AssembledPhoto> Photos { get; init; } = new Dictionary<string, AssembledPhoto>();

    /// <summary>Streams the shards of the given splits and decodes on all cores; a split that is not given stays empty.</summary>
    /// <param name="store">Where the dataset is.</param>
    /// <param name="manifest">The dataset.</param>
    /// <param name="geometry">The network's size.</param>
    /// <param name="splits">What to load.</param>
    /// <param name="oneClass">Whether photos of one class are enough to learn from.</param>
    /// <param name="progress">Told how many photos are loaded.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidOperationException">The dataset can't be learned from; the message says what to do.</exception>
    public static async Task<TrainingData> LoadAsync(
        DatasetStore store, DatasetManifest manifest, Geometry geometry, IReadOnlyCollection<Split> splits, bool oneClass, Action<int> progress,
        CancellationToken cancellation)
    {
        var (width, height) = geometry.FixedSize
            ?? throw new ArgumentException("A network's geometry has a fixed size.", nameof(geometry));
        Check(manifest, (long)width * height * 3, oneClass);

        var paths = new DatasetPaths(manifest.Dataset, manifest.Version);
        var sets = new List<PhotoSet>();
        var done = 0;
        try
        {
            foreach (var split in (Split[])[Split.Train, Split.Validation, Split.Test])
            {
                var shards = manifest.Shards.Where(shard => shard.Split == split && splits.Contains(split)).ToArray();
                var set = new PhotoSet(shards.Sum(shard => shard.Photos), width, height);
                sets.Add(set);
                await FillAsync(set, store, paths, shards, geometry, () => progress(Interlocked.Increment(ref done)), cancellation);
            }

            var photos = await store.PhotosAsync(paths, cancellation).Select(row => row.Photo).ToListAsync(cancellation);
            var groups = PhotoGroups.Of(photos, manifest.Recipe.Split.GroupBy);
            sets.ForEach(set => set.Group(groups));
            return new TrainingData(sets[0], sets[1], sets[2]) { Photos = photos.ToDictionary(photo => photo.Key), Geometry = geometry };
        }
        catch
        {
            sets.ForEach(set => set.Dispose());
            throw;
        }
    }

    private static void Check(DatasetManifest manifest, long photoBytes, bool oneClass)
    {
        foreach (var split in Enum.GetValues<Split>())
        {
            if (!manifest.Shards.Any(shard => shard.Split == split && shard.Photos > 0))
                throw new InvalidOperationException($"Dataset {manifest.Dataset}/{manifest.Version} has no photo in its {split} split. Build it with more photos, or with other fractions.");
        }

        var trainCounts = Enumerable.Range(0, manifest.Classes.Count)
            .Select(c => manifest.Shards.Where(shard => shard.Split == Split.Train).Sum(shard => shard.ClassCounts[c]))
            .ToArray();
        if (!oneClass)
            OneClass.Refuse($"{manifest.Dataset}/{manifest.Version}", manifest.Classes, trainCounts);

        var needed = manifest.Shards.Sum(shard => (long)shard.Photos) * photoBytes;
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available * 0.7)
            throw new InvalidOperationException($"The decoded photos need {needed >> 20} MB of the {available >> 20} MB of memory here. Train on a larger machine, or build the dataset with maxPhotos.");
    }

    private static async Task FillAsync(
        PhotoSet set, DatasetStore store, DatasetPaths paths, IReadOnlyList<ShardInfo> shards, Geometry geometry, Action progress, CancellationToken cancellation)
    {
        var next = 0;
        foreach (var shard in shards)
        {
            await using var stream = await store.OpenShardAsync(paths, shard, cancellation);
            var first = next;
            await Parallel.ForEachAsync(Numbered(ShardReader.ReadAsync(stream, cancellation), first), cancellation, (numbered, _) =>
            {
                using var sample = numbered.Sample;
                if (numbered.Number < first + shard.Photos)
                    set.Store(numbered.Number, sample.Key, sample.Label, sample.Jpeg, geometry);
                Interlocked.Increment(ref next);
                progress();
                return ValueTask.CompletedTask;
            });
            if (next != first + shard.Photos)
                throw new InvalidDataException($"Shard {shard.Name} holds {next - first} photos, its manifest says {shard.Photos}. Build the dataset again.");
        }
    }

    private static async IAsyncEnumerable<(int Number, ShardSample Sample)> Numbered(IAsyncEnumerable<ShardSample> samples, int first)
    {
        await foreach (var sample in samples)
            yield return (first++, sample);
    }

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}

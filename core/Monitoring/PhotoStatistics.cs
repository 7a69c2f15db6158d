namespace PhotoScore.Core.Monitoring;

/// <summary>What a model's inputs and answers looked like: counts and moments, which merge in any order, and never a photo.</summary>
public sealed record PhotoStatistics
{
    /// <summary>Bins of a histogram of probabilities, all of equal width.</summary>
    public const int Bins = 10;

    /// <summary>How many photos.</summary>
    public required long Photos { get; init; }

    /// <summary>For each class how many photos had a probability of it in each bin: [0, 0.1), [0.1, 0.2), …, [0.9, 1].</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<long>> Histograms { get; init; }

    /// <summary>For each class its probability.</summary>
    public required IReadOnlyDictionary<string, Moments> Probabilities { get; init; }

    /// <summary>The embeddings, as the network gives them; null where none was seen.</summary>
    public VectorMoments? Embedding { get; init; }

    /// <summary>The Euclidean length of an embedding.</summary>
    public Moments EmbeddingNorm { get; init; }

    /// <summary>Red, green and blue of the network's input.</summary>
    public required IReadOnlyList<ChannelMoments> Channels { get; init; }

    /// <summary>Columns of the photo as it was sent, where that is known.</summary>
    public Moments Width { get; init; }

    /// <summary>Rows of the photo as it was sent, where that is known.</summary>
    public Moments Height { get; init; }

    /// <summary>Bytes of the photo's file, where that is known: of served photos it is not.</summary>
    public Moments Bytes { get; init; }

    /// <summary>Of the photos of both.</summary>
    /// <exception cref="InvalidDataException">They are of models with other classes or embeddings.</exception>
    public PhotoStatistics Merge(PhotoStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Histograms.Keys.ToHashSet().SetEquals(other.Histograms.Keys))
            throw new InvalidDataException("Statistics of models with different classes can't be merged.");
        return new()
        {
            Photos = Photos + other.Photos,
            Histograms = new OrderedDictionary<string, IReadOnlyList<long>>(Histograms.Select(pair =>
                KeyValuePair.Create<string, IReadOnlyList<long>>(pair.Key, [.. pair.Value.Zip(other.Histograms[pair.Key], (a, b) => a + b)]))),
            Probabilities = new OrderedDictionary<string, Moments>(Probabilities.Select(pair =>
                KeyValuePair.Create(pair.Key, pair.Value.Merge(other.Probabilities[pair.Key])))),
            Embedding = Embedding is null || other.Embedding is null ? Embedding ?? other.Embedding : Embedding.Merge(other.Embedding),
            EmbeddingNorm = EmbeddingNorm.Merge(other.EmbeddingNorm),
            Channels = [.. Channels.Zip(other.Channels, (a, b) => new ChannelMoments(a.Pixels.Merge(b.Pixels), a.PhotoMeans.Merge(b.PhotoMeans)))],
            Width = Width.Merge(other.Width),
            Height = Height.Merge(other.Height),
            Bytes = Bytes.Merge(other.Bytes),
        };
    }
}

/// <summary>One colour of the network's input, from 0 to 255.</summary>
/// <param name="Pixels">Of pixels, a sample of each photo's.</param>
/// <param name="PhotoMeans">Of photos, each by the mean of its sample: how far photos are apart as a whole.</param>
public readonly record struct ChannelMoments(Moments Pixels, Moments PhotoMeans);

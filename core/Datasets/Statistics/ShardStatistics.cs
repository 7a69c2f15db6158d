using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Datasets.Statistics;

/// <summary>What a shard's photos look like on the whole; those of several shards merge.</summary>
/// <param name="Moments">Of all of the photos' pixels.</param>
/// <param name="ClassMeans">The mean picture of each class, of as many photos as were added to it.</param>
public sealed record ShardStatistics(ChannelMoments Moments, IReadOnlyList<MeanImage> ClassMeans)
{
    /// <summary>Of no photos.</summary>
    /// <param name="classes">How many classes there are.</param>
    public static ShardStatistics None(int classes) => new(ChannelMoments.None, [.. Enumerable.Range(0, classes).Select(_ => MeanImage.None())]);

    /// <summary>The statistics of these photos and those. Merge shards in their order.</summary>
    public ShardStatistics Merge(ShardStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ShardStatistics(Moments.Merge(other.Moments), [.. ClassMeans.Zip(other.ClassMeans, (a, b) => a.Merge(b))]);
    }
}

/// <summary>Computes <see cref="ShardStatistics"/> in one pass over photos, in the order of the shard.</summary>
/// <param name="classes">How many classes there are.</param>
public sealed class ShardStatisticsBuilder(int classes)
{
    private readonly MeanImageBuilder[] _means = [.. Enumerable.Range(0, classes).Select(_ => new MeanImageBuilder())];
    private readonly byte[] _small = new byte[MeanImage.ReportSide * MeanImage.ReportSide * 3];
    private ChannelMoments _moments = ChannelMoments.None;

    /// <summary>Adds a photo's moments.</summary>
    public void Add(PhotoMoments photo) => _moments = _moments.Merge(ChannelMoments.Of(photo));

    /// <summary>Adds a photo to the mean picture of its class, by the exact bilinear resize and without regard to its aspect.</summary>
    /// <param name="photo">RGB.</param>
    /// <param name="label">Its class.</param>
    public void AddPicture(Pixels photo, int label)
    {
        ArgumentNullException.ThrowIfNull(photo);
        Resampler.ResizeInto(photo, MeanImage.ReportSide, MeanImage.ReportSide, ResampleFilter.Bilinear, null, _small);
        _means[label].Add(_small);
    }

    /// <summary>Of the photos added so far.</summary>
    public ShardStatistics Build() => new(_moments, [.. _means.Select(mean => mean.Build())]);
}

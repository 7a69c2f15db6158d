using Parquet;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Sharding;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>
/// The shards that are to be written, a row group each, so that whoever packs one shard reads its rows alone. Columns of
/// <see cref="PhotosTable"/>, but <c>tar</c>, <c>offset</c> and <c>length</c> say where the photo lies in its chunk.
/// </summary>
public static class ShardPlanTable
{
    /// <summary>Writes a plan.</summary>
    public static Task WriteAsync(Stream stream, IReadOnlyList<PlannedShard> plan, CancellationToken cancellation = default)
    {
        Column<Planned>[] columns =
        [
            .. PhotoColumns.Of<Planned>(row => row.Photo),
            new NumberColumn<Planned, int>("shard", row => row.Shard.Number),
            new TextColumn<Planned>("tar", row => row.Photo.Tar),
            new NumberColumn<Planned, long>("offset", row => row.Photo.Facts.Offset),
            new NumberColumn<Planned, long>("length", row => row.Photo.Facts.Length),
            .. MomentColumns.Of<Planned>(row => row.Photo.Facts.Moments),
            .. CandidateColumns.Metrics(row => row.Photo.Candidate, plan.SelectMany(shard => shard.Photos, (shard, photo) => new Planned(shard, photo))),
        ];
        return TableFile.WriteGroupsAsync(
            stream, columns, plan.Select(shard => shard.Photos.Select(photo => new Planned(shard, photo)).ToList()), null, cancellation);
    }

    /// <summary>Reads the whole plan.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<IReadOnlyList<PlannedShard>> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellation);
        var shards = new List<PlannedShard>();
        for (var i = 0; i < reader.RowGroupCount; i++)
            shards.Add(await ReadShardAsync(reader, i, cancellation));
        return shards;
    }

    /// <summary>Reads one shard of the plan.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="index">Its position in the plan, over all splits.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<PlannedShard> ReadShardAsync(Stream stream, int index, CancellationToken cancellation = default)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellation);
        return await ReadShardAsync(reader, index, cancellation);
    }

    private static async Task<PlannedShard> ReadShardAsync(ParquetReader reader, int index, CancellationToken cancellation)
    {
        var number = 0;
        var photos = await TableFile.ReadGroupAsync<AssembledPhoto>(reader, index, async group =>
        {
            var rows = await PhotoColumns.ReadAsync(group);
            var numbers = await group.NumbersAsync<int>("shard");
            var tars = await group.TextAsync("tar");
            var offsets = await group.NumbersAsync<long>("offset");
            var lengths = await group.NumbersAsync<long>("length");
            var moments = await MomentColumns.ReadAsync(group);
            number = numbers[0];
            return [.. rows.Select((photo, i) => photo with { Tar = tars[i], Facts = photo.Facts with { Moments = moments(i), Offset = offsets[i], Length = lengths[i] } })];
        }, cancellation);
        return new PlannedShard(photos[0].Split, number, photos);
    }

    private sealed record Planned(PlannedShard Shard, AssembledPhoto Photo);
}

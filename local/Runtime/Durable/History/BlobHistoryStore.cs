using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// Headers as block blobs under <c>instances/</c>, changed by compare-and-swap on their ETag; histories as append blobs under
/// <c>history/</c>, where every append names the position that it must land on.
/// </summary>
internal sealed class BlobHistoryStore(BlobContainerClient container, string writer) : IHistoryStore
{
    /// <summary>An append blob takes 50,000 blocks; the rest is room for what a recovery adds.</summary>
    private const int BlocksPerSegment = 49_000;

    public async Task<StoredHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellation)
    {
        try
        {
            var answer = await container.GetBlobClient(BlobNames.Header(instanceId)).DownloadContentAsync(cancellation);
            var header = JsonSerializer.Deserialize<InstanceHeader>(answer.Value.Content, LogCodec.Json)!;
            return new StoredHeader(header, answer.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<string> WriteHeaderAsync(InstanceHeader header, string? version, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient(BlobNames.Header(header.InstanceId));
        var content = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(header, LogCodec.Json));
        var conditions = version is null
            ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : new BlobRequestConditions { IfMatch = new ETag(version) };
        try
        {
            var options = new BlobUploadOptions { Conditions = conditions, Metadata = SummaryMetadata.Write(header) };
            var answer = await blob.UploadAsync(content, options, cancellation);
            return answer.Value.ETag.ToString();
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            // A retry of the client may meet its own first try, whose answer was lost.
            var present = await ReadHeaderAsync(header.InstanceId, cancellation);
            if (present is not null && LogCodec.SameJson(present.Header, header))
                return present.Version;
            throw new HistoryConflictException($"The header of instance '{header.InstanceId}' was changed by someone else.", refused);
        }
    }

    public async Task<SummaryPage> ListAsync(string prefix, int pageSize, string? continuation, CancellationToken cancellation)
    {
        var blobs = container.GetBlobsAsync(
            new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = BlobNames.HeaderPrefix(prefix) }, cancellation);
        await foreach (var page in blobs.AsPages(continuation, pageSize))
        {
            var next = string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken;
            return new SummaryPage([.. page.Values.Select(blob => SummaryMetadata.Read(BlobNames.InstanceId(blob.Name), blob.Metadata))], next);
        }

        return new SummaryPage([], null);
    }

    public async Task DeleteAsync(string instanceId, CancellationToken cancellation)
    {
        await container.GetBlobClient(BlobNames.Header(instanceId)).DeleteIfExistsAsync(cancellationToken: cancellation);
        await DeleteAllAsync(BlobNames.Histories(instanceId), cancellation);
    }

    public Task DeleteLogAsync(string instanceId, string executionId, CancellationToken cancellation) =>
        DeleteAllAsync(BlobNames.History(instanceId, executionId), cancellation);

    public async Task<HistoryLog> ReadLogAsync(string instanceId, string executionId, CancellationToken cancellation)
    {
        var events = new List<HistoryEvent>();
        var end = LogPosition.Start;
        await foreach (var name in SegmentsAsync(BlobNames.History(instanceId, executionId), cancellation))
        {
            var answer = await container.GetAppendBlobClient(name).DownloadContentAsync(cancellation);
            var bytes = answer.Value.Content.ToMemory();
            var (next, torn) = LogCodec.Decode(bytes.Span, end.Batch, events, name);
            var segment = BlobNames.Segment(name);
            var full = torn || answer.Value.Details.BlobCommittedBlockCount >= BlocksPerSegment;
            end = full ? new LogPosition(segment + 1, 0, next) : new LogPosition(segment, bytes.Length, next);
        }

        return new HistoryLog(events, end);
    }

    public async Task<LogPosition> AppendAsync(
        string instanceId, string executionId, LogPosition end, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var blob = container.GetAppendBlobClient(BlobNames.Segment(instanceId, executionId, end.Segment));
        if (end.Offset == 0)
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var bytes = LogCodec.Encode(end.Batch, writer, events);
        var blocks = await AppendBlockAsync(blob, bytes, end.Offset, cancellation);
        return blocks >= BlocksPerSegment
            ? new LogPosition(end.Segment + 1, 0, end.Batch + 1)
            : end with { Offset = end.Offset + bytes.Length, Batch = end.Batch + 1 };
    }

    private static async Task<int> AppendBlockAsync(AppendBlobClient blob, byte[] bytes, long offset, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream(bytes);
            var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = offset };
            var answer = await blob.AppendBlockAsync(content, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellation);
            return answer.Value.BlobCommittedBlockCount;
        }
        catch (RequestFailedException refused) when (refused.Status == 412)
        {
            // The client tries again after a lost answer, and then meets its own block: the same bytes, this host's name among them.
            if (await FindAsync(blob, bytes, offset, cancellation) is { } blocks)
                return blocks;
            throw new HistoryConflictException($"History {blob.Name} does not end at byte {offset}: another host has written to it.", refused);
        }
    }

    private static async Task<int?> FindAsync(AppendBlobClient blob, byte[] bytes, long offset, CancellationToken cancellation)
    {
        var answer = await blob.DownloadContentAsync(cancellation);
        var present = answer.Value.Content.ToMemory();
        return present.Length == offset + bytes.Length && present.Span[(int)offset..].SequenceEqual(bytes)
            ? answer.Value.Details.BlobCommittedBlockCount
            : null;
    }

    private async Task DeleteAllAsync(string prefix, CancellationToken cancellation)
    {
        await foreach (var name in SegmentsAsync(prefix, cancellation))
            await container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    private async IAsyncEnumerable<string> SegmentsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation))
            yield return blob.Name;
    }
}

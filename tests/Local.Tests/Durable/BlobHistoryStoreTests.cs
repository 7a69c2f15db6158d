using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.History;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class BlobHistoryStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now { get; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Append_and_read_give_back_every_event()
    {
        var store = new BlobHistoryStore(await ContainerAsync(), "a");
        var end = await store.AppendAsync("i/d ~%ü", "e", LogPosition.Start, [Fired(1), Fired(2)], Cancellation);
        end = await store.AppendAsync("i/d ~%ü", "e", end, [new EventRaised("n", "\"line\\nbreak\"", new MessageId("x", 3)) { At = Now }], Cancellation);

        var log = await store.ReadLogAsync("i/d ~%ü", "e", Cancellation);

        Assert.Equal(end, log.End);
        Assert.Equal([Fired(1), Fired(2), new EventRaised("n", "\"line\\nbreak\"", new MessageId("x", 3)) { At = Now }], log.Events);
    }

    [Fact]
    public async Task Append_of_a_host_that_woke_up_late_is_refused()
    {
        var container = await ContainerAsync();
        var (paused, present) = (new BlobHistoryStore(container, "paused"), new BlobHistoryStore(container, "present"));
        var end = await paused.AppendAsync("i", "e", LogPosition.Start, [Fired(1)], Cancellation);
        await present.AppendAsync("i", "e", end, [Fired(2)], Cancellation);

        await Assert.ThrowsAsync<HistoryConflictException>(() => paused.AppendAsync("i", "e", end, [Fired(2)], Cancellation));

        Assert.Equal([Fired(1), Fired(2)], (await present.ReadLogAsync("i", "e", Cancellation)).Events);
    }

    [Fact]
    public async Task Append_whose_answer_was_lost_counts_once()
    {
        var name = azurite.NewPrefix();
        var loser = new AnswerLoser();
        var options = new BlobClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(loser, HttpPipelinePosition.PerRetry);
        var container = new BlobServiceClient(azurite.ConnectionString, options).GetBlobContainerClient(name);
        await container.CreateAsync(cancellationToken: Cancellation);
        var store = new BlobHistoryStore(container, "a");
        var end = await store.AppendAsync("i", "e", LogPosition.Start, [Fired(1)], Cancellation);

        loser.LoseNext = true;
        end = await store.AppendAsync("i", "e", end, [Fired(2)], Cancellation);
        loser.LoseNext = true;
        var header = Header("i");
        var version = await store.WriteHeaderAsync(header, null, Cancellation);
        await store.WriteHeaderAsync(header with { Status = OrchestrationRuntimeStatus.Completed }, version, Cancellation);

        Assert.Equal(2, loser.Lost);
        Assert.Equal(end, (await store.ReadLogAsync("i", "e", Cancellation)).End);
        Assert.Equal([Fired(1), Fired(2)], (await store.ReadLogAsync("i", "e", Cancellation)).Events);
    }

    [Fact]
    public async Task Write_that_was_cut_off_is_passed_over_and_the_history_goes_on_in_a_new_segment()
    {
        var container = await ContainerAsync();
        var store = new BlobHistoryStore(container, "a");
        await store.AppendAsync("i", "e", LogPosition.Start, [Fired(1)], Cancellation);
        var blob = container.GetAppendBlobClient(BlobNames.Segment("i", "e", 0));
        await blob.AppendBlockAsync(new MemoryStream(Encoding.UTF8.GetBytes("{\"n\":1,\"by\":\"a\",\"ev")), cancellationToken: Cancellation);

        var torn = await store.ReadLogAsync("i", "e", Cancellation);
        await store.AppendAsync("i", "e", torn.End, [Fired(2)], Cancellation);

        Assert.Equal(new LogPosition(1, 0, 1), torn.End);
        Assert.Equal([Fired(1), Fired(2)], (await store.ReadLogAsync("i", "e", Cancellation)).Events);
    }

    [Fact]
    public async Task Batch_that_was_written_twice_is_found()
    {
        var container = await ContainerAsync();
        var store = new BlobHistoryStore(container, "a");
        await store.AppendAsync("i", "e", LogPosition.Start, [Fired(1)], Cancellation);
        var blob = container.GetAppendBlobClient(BlobNames.Segment("i", "e", 0));
        await blob.AppendBlockAsync(new MemoryStream(LogCodec.Encode(0, "a", [Fired(1)])), cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.ReadLogAsync("i", "e", Cancellation));

        Assert.Contains("batch 1 was expected, batch 0 was found", error.Message);
    }

    [Fact]
    public async Task Header_that_changed_meanwhile_is_not_overwritten()
    {
        var store = new BlobHistoryStore(await ContainerAsync(), "a");
        var version = await store.WriteHeaderAsync(Header("i"), null, Cancellation);
        await store.WriteHeaderAsync(Header("i") with { Input = "1" }, version, Cancellation);

        await Assert.ThrowsAsync<HistoryConflictException>(() => store.WriteHeaderAsync(Header("i") with { Input = "2" }, version, Cancellation));
        await Assert.ThrowsAsync<HistoryConflictException>(() => store.WriteHeaderAsync(Header("i") with { Input = "2" }, null, Cancellation));

        Assert.Equal("1", (await store.ReadHeaderAsync("i", Cancellation))!.Header.Input);
    }

    [Fact]
    public async Task List_pages_by_prefix_without_reading_headers()
    {
        var store = new BlobHistoryStore(await ContainerAsync(), "a");
        foreach (var id in new[] { "a/1", "a/2", "a/ü~", "b" })
            await store.WriteHeaderAsync(Header(id) with { Parent = new ParentLink("ö", "e", 0, "P") }, null, Cancellation);

        var first = await store.ListAsync("a/", 2, null, Cancellation);
        var second = await store.ListAsync("a/", 2, first.Continuation, Cancellation);

        Assert.Equal(["a/1", "a/2", "a/ü~"], first.Instances.Concat(second.Instances).Select(found => found.InstanceId).Order(StringComparer.Ordinal));
        Assert.Equal(InstanceSummary.Of(Header("a/1")) with { ParentInstanceId = "ö" }, first.Instances[0]);
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task Delete_leaves_nothing()
    {
        var container = await ContainerAsync();
        var store = new BlobHistoryStore(container, "a");
        await store.WriteHeaderAsync(Header("i"), null, Cancellation);
        await store.AppendAsync("i", "e", LogPosition.Start, [Fired(1)], Cancellation);

        await store.DeleteAsync("i", Cancellation);

        Assert.Empty(container.GetBlobs(cancellationToken: Cancellation));
    }

    private async Task<BlobContainerClient> ContainerAsync() =>
        (await azurite.Blobs.CreateBlobContainerAsync(azurite.NewPrefix(), cancellationToken: Cancellation)).Value;

    private static TimerFired Fired(int id) => new(id) { At = Now };

    private static InstanceHeader Header(string id) => new()
    {
        InstanceId = id,
        Name = "Näme",
        ExecutionId = "e",
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    /// <summary>Lets a request reach the server and then pretends that the connection broke.</summary>
    private sealed class AnswerLoser : HttpPipelinePolicy
    {
        public bool LoseNext { get; set; }

        public int Lost { get; private set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            ProcessNext(message, pipeline);
            Lose();
        }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            Lose();
        }

        private void Lose()
        {
            if (!LoseNext)
                return;
            LoseNext = false;
            Lost++;
            throw new IOException("The connection broke.");
        }
    }
}

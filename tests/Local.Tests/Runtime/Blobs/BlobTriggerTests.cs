using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Runtime.Blobs;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Blobs;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private readonly string _name = azurite.NewPrefix();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BlobContainerClient Container => azurite.Blobs.GetBlobContainerClient(_name);

    [Fact]
    public async Task Blob_new_and_changed_fires_once_for_each_version()
    {
        await using var app = await StartAsync(typeof(TextFunction));
        var recorder = app.Services.GetRequiredService<Recorder>();

        await Container.CreateAsync(cancellationToken: Cancellation);
        await UploadAsync("in/a/b.txt", "one");
        await recorder.UntilAsync(1);
        await UploadAsync("in/a/b.txt", "two");
        await UploadAsync("elsewhere/c.txt", "unseen");
        await recorder.UntilAsync(2);

        Assert.Equal(["a/b.txt one", "a/b.txt two"], recorder.Seen);
    }

    [Fact]
    public async Task Restart_repeats_nothing_and_sees_what_changed_meanwhile()
    {
        await Container.CreateAsync(cancellationToken: Cancellation);
        for (var i = 0; i < 20; i++)
            await UploadAsync($"in/{i}.txt", "old");
        await using (var first = await StartAsync(typeof(TextFunction)))
            await first.Services.GetRequiredService<Recorder>().UntilAsync(20);
        await UploadAsync("in/7.txt", "new");
        await UploadAsync("in/20.txt", "new");

        await using var second = await StartAsync(typeof(TextFunction));
        var recorder = second.Services.GetRequiredService<Recorder>();
        await recorder.UntilAsync(2);
        // A whole further scan has passed when this last one is seen.
        await UploadAsync("in/last.txt", "new");
        await recorder.UntilAsync(3);

        Assert.Equal(["20.txt new", "7.txt new", "last.txt new"], recorder.Seen.Order());
    }

    [Fact]
    public async Task Blob_that_keeps_failing_is_tried_as_often_as_configured_and_leaves_a_poison_message()
    {
        await Container.CreateAsync(cancellationToken: Cancellation);
        await UploadAsync("in/bad.txt", "x");
        await using var app = await StartAsync(typeof(FailingFunction));

        var message = await ReceivePoisonAsync("in/bad.txt");

        Assert.Equal(3, app.Services.GetRequiredService<Recorder>().Seen.Count);
        Assert.Equal((_name, "Host.Functions.Failing"), ((string?)message["ContainerName"], (string?)message["FunctionId"]));
    }

    [Fact]
    public async Task Blob_whose_tries_ended_with_the_process_is_given_up_after_restart()
    {
        await Container.CreateAsync(cancellationToken: Cancellation);
        await UploadAsync("in/deadly.txt", "x");
        var etag = (await Container.GetBlobClient("in/deadly.txt").GetPropertiesAsync(cancellationToken: Cancellation)).Value.ETag.ToString("H");
        var receipts = new BlobReceipts(azurite.Blobs.GetBlobContainerClient("azure-webjobs-hosts"), $"blobreceipts/{_name}/Text/");
        await receipts.LoadAsync(Cancellation);
        await receipts.WriteAsync("in/deadly.txt", new(etag, Attempts: 3, Settled: false));

        await using var app = await StartAsync(typeof(TextFunction));
        await ReceivePoisonAsync("in/deadly.txt");

        Assert.Empty(app.Services.GetRequiredService<Recorder>().Seen);
    }

    [Fact]
    public async Task Blob_that_is_removed_while_it_fails_leaves_no_poison_message()
    {
        await Container.CreateAsync(cancellationToken: Cancellation);
        await UploadAsync("in/vanishing.txt", "x");
        await using var app = await StartAsync(typeof(VanishingFunction));
        var recorder = app.Services.GetRequiredService<Recorder>();
        await recorder.UntilAsync(1);

        await UploadAsync("in/bad.txt", "x");
        await recorder.UntilAsync(2);

        Assert.Equal(["in/vanishing.txt", "in/bad.txt"], recorder.Seen);
    }

    [Fact]
    public async Task Parameters_of_every_type_show_the_same_blob()
    {
        await Container.CreateAsync(cancellationToken: Cancellation);
        await UploadAsync("in/x", """{ "Name": "Ada" }""");
        await using var app = await StartAsync(typeof(EveryTypeFunctions));
        var recorder = app.Services.GetRequiredService<Recorder>();

        await recorder.UntilAsync(5);

        Assert.Equal(["binary", "bytes", "client", "json", "stream"], recorder.Seen.Order());
    }

    private async Task UploadAsync(string name, string text) =>
        await Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, Cancellation);

    private async Task<JsonNode> ReceivePoisonAsync(string blob)
    {
        // All blob triggers of an account share this queue: others' messages are only looked at.
        var poison = new QueueClient(azurite.ConnectionString, "webjobs-blobtrigger-poison", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        JsonNode? found = null;
        await Until.TrueAsync(async () =>
        {
            if (!await poison.ExistsAsync(Cancellation))
                return false;
            var messages = (await poison.PeekMessagesAsync(32, Cancellation)).Value.Select(m => JsonNode.Parse(m.Body)!);
            found = messages.FirstOrDefault(m => (string?)m["ContainerName"] == _name && (string?)m["BlobName"] == blob);
            return found is not null;
        }, () => $"a poison message for {blob}");
        return found!;
    }

    private Task<TestApp> StartAsync(Type function) => TestApp.StartAsync(
        [function],
        builder => builder.Services.AddSingleton<Recorder>(),
        ("AzureWebJobsStorage", azurite.ConnectionString),
        ("Container", _name),
        ("AzureFunctionsWebHost:hostId", _name),
        ("AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold", "3"));

    internal sealed class TextFunction(Recorder recorder)
    {
        [Function("Text")]
        public void Run([BlobTrigger("%Container%/in/{name}")] string text, string name) => recorder.Add($"{name} {text}");
    }

    internal sealed class FailingFunction(Recorder recorder)
    {
        [Function("Failing")]
        public void Run([BlobTrigger("%Container%/in/{name}")] byte[] bytes, string name)
        {
            recorder.Add($"{name} {bytes.Length}");
            throw new InvalidOperationException("bad blob");
        }
    }

    internal sealed class VanishingFunction(Recorder recorder)
    {
        [Function("Vanishing")]
        public async Task Run([BlobTrigger("%Container%/{name}")] BlobClient blob, string name)
        {
            recorder.Add(name);
            await blob.DeleteAsync();
            throw new InvalidOperationException("bad blob");
        }
    }

    internal sealed class EveryTypeFunctions(Recorder recorder)
    {
        [Function("Stream")]
        public async Task FromStream([BlobTrigger("%Container%/in/{name}")] Stream stream)
        {
            using var reader = new StreamReader(stream);
            recorder.Add((await reader.ReadToEndAsync()).Contains("Ada", StringComparison.Ordinal) ? "stream" : "wrong");
        }

        [Function("Bytes")]
        public void FromBytes([BlobTrigger("%Container%/in/{name}")] byte[] bytes) => recorder.Add(bytes.Length == 17 ? "bytes" : "wrong");

        [Function("Binary")]
        public void FromBinary([BlobTrigger("%Container%/in/{name}")] BinaryData data) => recorder.Add(data.ToArray().Length == 17 ? "binary" : "wrong");

        [Function("Client")]
        public void FromClient([BlobTrigger("%Container%/in/{name}")] BlobClient client) => recorder.Add(client.Name == "in/x" ? "client" : "wrong");

        [Function("Json")]
        public void FromJson([BlobTrigger("%Container%/in/{name}")] Named named) => recorder.Add(named.Name == "Ada" ? "json" : "wrong");
    }
}

internal sealed record Named(string Name);

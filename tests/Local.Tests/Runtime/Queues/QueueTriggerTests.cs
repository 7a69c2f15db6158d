using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Queues;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private readonly string _name = azurite.NewPrefix();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_as_an_object_runs_the_function_once_and_is_gone()
    {
        var queue = await CreateQueueAsync();
        await queue.SendMessageAsync("""{ "name": "Ada", "age": 36 }""", Cancellation);
        await using var app = await StartAsync(typeof(TypedFunction));
        var recorder = app.Services.GetRequiredService<Recorder>();

        await recorder.UntilAsync(1);
        await UntilEmptyAsync(queue);

        Assert.Equal(["Ada 36 tried 1"], recorder.Seen);
    }

    [Fact]
    public async Task Messages_in_numbers_run_the_function_once_each()
    {
        var queue = await CreateQueueAsync();
        await using var app = await StartAsync(typeof(TextFunction));
        for (var i = 0; i < 50; i++)
            await queue.SendMessageAsync($"m{i}", Cancellation);
        var recorder = app.Services.GetRequiredService<Recorder>();

        await recorder.UntilAsync(50);
        await UntilEmptyAsync(queue);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"m{i}").Order(), recorder.Seen.Order());
    }

    [Fact]
    public async Task Message_that_keeps_failing_is_tried_as_often_as_configured_and_goes_to_the_poison_queue()
    {
        var queue = await CreateQueueAsync();
        await queue.SendMessageAsync("bad", Cancellation);
        await queue.SendMessageAsync("good", Cancellation);
        await using var app = await StartAsync(typeof(FailingFunction));
        var recorder = app.Services.GetRequiredService<Recorder>();

        var poisoned = await ReceivePoisonAsync();
        await UntilEmptyAsync(queue);

        Assert.Equal("bad", poisoned.Body.ToString());
        Assert.Equal(3, recorder.Seen.Count(seen => seen == "bad"));
        Assert.Equal(1, recorder.Seen.Count(seen => seen == "good"));
    }

    [Fact]
    public async Task Message_that_is_not_base64_goes_to_the_poison_queue_untried()
    {
        var queue = await CreateQueueAsync();
        await new QueueClient(azurite.ConnectionString, _name).SendMessageAsync("plain text!", Cancellation);
        await using var app = await StartAsync(typeof(TextFunction));

        await Until.TrueAsync(
            async () => await PoisonQueue(QueueMessageEncoding.None).ExistsAsync(Cancellation)
                && (await PoisonQueue(QueueMessageEncoding.None).PeekMessagesAsync(1, Cancellation)).Value.Any(m => m.Body.ToString() == "plain text!"),
            () => "a poison message");
        await UntilEmptyAsync(queue);

        Assert.Empty(app.Services.GetRequiredService<Recorder>().Seen);
    }

    [Fact]
    public async Task Queue_that_comes_later_is_noticed()
    {
        await using var app = await StartAsync(typeof(TextFunction));

        await (await CreateQueueAsync()).SendMessageAsync("late", Cancellation);

        await app.Services.GetRequiredService<Recorder>().UntilAsync(1);
    }

    private async Task<QueueClient> CreateQueueAsync()
    {
        var queue = azurite.Queues.GetQueueClient(_name);
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        return queue;
    }

    private QueueClient PoisonQueue(QueueMessageEncoding encoding) =>
        new(azurite.ConnectionString, _name + "-poison", new QueueClientOptions { MessageEncoding = encoding });

    private async Task<QueueMessage> ReceivePoisonAsync()
    {
        var poison = PoisonQueue(QueueMessageEncoding.Base64);
        QueueMessage? message = null;
        await Until.TrueAsync(
            async () => await poison.ExistsAsync(Cancellation) && (message = await poison.ReceiveMessageAsync(cancellationToken: Cancellation)) is not null,
            () => "a poison message");
        return message!;
    }

    private static Task UntilEmptyAsync(QueueClient queue) => Until.TrueAsync(
        async () => (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount == 0, () => "an empty queue");

    private Task<TestApp> StartAsync(Type function) => TestApp.StartAsync(
        [function],
        builder => builder.Services.AddSingleton<Recorder>(),
        ("AzureWebJobsStorage", azurite.ConnectionString),
        ("QueueName", _name),
        ("AzureFunctionsJobHost:extensions:queues:maxDequeueCount", "3"),
        ("AzureFunctionsJobHost:extensions:queues:visibilityTimeout", "00:00:00"));

    internal sealed class TypedFunction(Recorder recorder)
    {
        [Function("Typed")]
        public void Run([QueueTrigger("%QueueName%")] Visitor visitor, long dequeueCount) =>
            recorder.Add($"{visitor.Name} {visitor.Age} tried {dequeueCount}");
    }

    internal sealed class TextFunction(Recorder recorder)
    {
        [Function("Text")]
        public async Task Run([QueueTrigger("%QueueName%")] QueueMessage message, string queueTrigger, CancellationToken cancellation)
        {
            await Task.Delay(1, cancellation);
            recorder.Add(message.Body.ToString() == queueTrigger ? queueTrigger : "different");
        }
    }

    internal sealed class FailingFunction(Recorder recorder)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%QueueName%", Connection = "Storage")] string text)
        {
            recorder.Add(text);
            if (text == "bad")
                throw new InvalidOperationException("bad message");
        }
    }
}

internal sealed record Visitor(string Name, int Age);

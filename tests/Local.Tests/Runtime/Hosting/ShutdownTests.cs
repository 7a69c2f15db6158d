using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Hosting;

public sealed class ShutdownTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_waits_for_the_function_that_runs_and_settles_its_message()
    {
        var name = azurite.NewPrefix();
        var queue = azurite.Queues.GetQueueClient(name);
        await queue.CreateAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("work", Cancellation);
        var recorder = new Recorder();
        var gate = new Gate();
        var app = await TestApp.StartAsync(
            [typeof(GatedFunction)],
            builder => builder.Services.AddSingleton(recorder).AddSingleton(gate),
            ("AzureWebJobsStorage", azurite.ConnectionString), ("QueueName", name));
        await recorder.UntilAsync(1);

        var stopping = app.DisposeAsync().AsTask();
        await queue.SendMessageAsync("too late", Cancellation);
        Assert.False(stopping.IsCompleted);
        gate.Opened.SetResult();
        await stopping;

        Assert.Equal(["started work", "ended work"], recorder.Seen);
        Assert.Equal(1, (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
    }

    internal sealed class Gate
    {
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class GatedFunction(Recorder recorder, Gate gate)
    {
        [Function("Gated")]
        public async Task Run([QueueTrigger("%QueueName%")] string text, CancellationToken cancellation)
        {
            recorder.Add($"started {text}");
            await gate.Opened.Task.WaitAsync(cancellation);
            recorder.Add($"ended {text}");
        }
    }
}

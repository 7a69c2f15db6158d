using System.Diagnostics;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Local.Azurite;
using PhotoScore.Local.Runtime.Durable;

namespace PhotoScore.Benchmarks.Durable;

/// <summary>Activities a second of one orchestration that calls thousands of trivial activities, on a real Azurite.</summary>
internal static class FanOutBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var options = new DurableOptions { HubName = "bench", MaxConcurrentActivityFunctions = 8 };
        var hub = new DurableHub(new BlobServiceClient(azurite.ConnectionString), options, new Functions(), TimeProvider.System, NullLoggerFactory.Instance);
        await hub.StartAsync(CancellationToken.None);

        // The first run also pays for compiling.
        await MeasureAsync(hub, "FanOut", 100);
        Console.WriteLine($"{"orchestration",-22}{"activities",12}{"seconds",10}{"a second",10}{"CPU s",8}");
        foreach (var (name, count) in new[] { ("FanOut", 1_000), ("FanOut", 10_000), ("Window", 1_000), ("Chain", 200), ("Children", 200) })
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var seconds = await MeasureAsync(hub, name, count);
            var processor = Process.GetCurrentProcess().TotalProcessorTime - before;
            Console.WriteLine($"{name,-22}{count,12}{seconds,10:F2}{count / seconds,10:F0}{processor.TotalSeconds,8:F2}");
        }

        await hub.StopAsync(CancellationToken.None);
    }

    private static async Task<double> MeasureAsync(DurableHub hub, string name, int count)
    {
        var watch = Stopwatch.StartNew();
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(name, count);
        var done = await hub.Client.WaitForInstanceCompletionAsync(id, true, CancellationToken.None);
        if (!done.IsCompleted || done.ReadOutputAs<int>() != count)
            throw new InvalidOperationException(done.ToString());
        return watch.Elapsed.TotalSeconds;
    }

    private sealed class Functions : ITaskFunctions
    {
        public bool HasOrchestrator(string name) => true;

        public bool HasActivity(string name) => true;

        public async Task<object?> RunOrchestrator(TaskOrchestrationContext context) => context.Name.Name switch
        {
            "FanOut" => await FanOutAsync(context),
            "Window" => await WindowAsync(context),
            "Chain" => await ChainAsync(context),
            "Children" => (await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>())
                .Select(_ => context.CallSubOrchestratorAsync<int>("Chain", 1)))).Sum(),
            _ => throw new InvalidOperationException($"There is no orchestrator '{context.Name}'."),
        };

        public Task<object?> RunActivity(string name, string instanceId, string? serializedInput, CancellationToken cancellation) =>
            Task.FromResult<object?>(1);

        private static async Task<int> FanOutAsync(TaskOrchestrationContext context) =>
            (await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync<int>("One", i)))).Sum();

        private static async Task<int> ChainAsync(TaskOrchestrationContext context)
        {
            var sum = 0;
            for (var i = 0; i < context.GetInput<int>(); i++)
                sum += await context.CallActivityAsync<int>("One", i);
            return sum;
        }

        /// <summary>At most 16 at a time.</summary>
        private static async Task<int> WindowAsync(TaskOrchestrationContext context)
        {
            var running = new HashSet<Task<int>>();
            var sum = 0;
            for (var i = 0; i < context.GetInput<int>(); i++)
            {
                if (running.Count == 16)
                {
                    var first = await Task.WhenAny(running);
                    running.Remove(first);
                    sum += await first;
                }

                running.Add(context.CallActivityAsync<int>("One", i));
            }

            return sum + (await Task.WhenAll(running)).Sum();
        }
    }
}

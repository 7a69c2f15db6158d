using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;

namespace PhotoScore.SampleApp;

/// <summary>
/// Squares the numbers below a count, one activity each; every run of an activity adds a byte to the number's file. There come to be as
/// many files as the allowance file has bytes, and few more: the other activities wait until it grows.
/// </summary>
public sealed class FanOut(IConfiguration configuration)
{
    [Function("StartFanOut")]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "fanout/{count:int}")] HttpRequest request,
        int count,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync("SumOfSquares", count, cancellation);
        return new AcceptedResult($"/runtime/webhooks/durabletask/instances/{id}", new { id });
    }

    [Function("SumOfSquares")]
    public static async Task<long> Sum([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var squares = await Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallActivityAsync<long>("Square", n)));
        return squares.Sum();
    }

    [Function("Square")]
    public async Task<long> Square([ActivityTrigger] int number, CancellationToken cancellation)
    {
        var effects = new DirectoryInfo(configuration["EffectsFolder"]!);
        do
            await Task.Delay(20, cancellation);
        while (effects.EnumerateFiles().Count() >= new FileInfo(configuration["AllowanceFile"]!).Length);
        await File.AppendAllTextAsync(Path.Combine(effects.FullName, number.ToString()), "+", cancellation);
        return (long)number * number;
    }
}

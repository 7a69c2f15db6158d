using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Tests.Durable.Testing;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Timers;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private readonly string _name = azurite.NewPrefix();
    private readonly DateTimeOffset _start = new(2024, 5, 1, 12, 0, 30, TimeSpan.Zero);

    [Fact]
    public async Task Timer_runs_at_every_occurrence_and_knows_its_schedule()
    {
        await using var app = await StartAsync(typeof(EveryFiveMinutes), _start);
        var recorder = app.Services.GetRequiredService<Recorder>();

        await recorder.UntilAsync(2);

        Assert.Equal(["12:05 past due False, due 12:05", "12:10 past due False, due 12:10"], recorder.Seen.Take(2));
    }

    [Fact]
    public async Task Timer_that_missed_occurrences_makes_up_for_them_once()
    {
        await using (var first = await StartAsync(typeof(EveryFiveMinutes), _start))
            await first.Services.GetRequiredService<Recorder>().UntilAsync(1);

        // The first app's clock ran on until it stopped, but surely not for years.
        await using var second = await StartAsync(typeof(EveryFiveMinutes), new DateTimeOffset(2094, 5, 1, 15, 2, 0, TimeSpan.Zero));
        var recorder = second.Services.GetRequiredService<Recorder>();
        await recorder.UntilAsync(2);

        Assert.StartsWith("15:02 past due True", recorder.Seen[0]);
        Assert.StartsWith("15:05 past due False", recorder.Seen[1]);
    }

    [Fact]
    public async Task Timer_that_runs_on_startup_runs_at_once_and_its_failure_ends_nothing()
    {
        await using var app = await StartAsync(typeof(FailsOnStartup), _start);
        var recorder = app.Services.GetRequiredService<Recorder>();

        await recorder.UntilAsync(2);

        Assert.Equal("12:00:30 monitored False", recorder.Seen[0]);
    }

    private Task<TestApp> StartAsync(Type function, DateTimeOffset start) => TestApp.StartAsync(
        [function],
        builder =>
        {
            builder.Services.AddSingleton<Recorder>();
            builder.Services.AddSingleton<TimeProvider>(new ImpatientTime(start));
        },
        ("AzureWebJobsStorage", azurite.ConnectionString),
        ("AzureFunctionsWebHost:hostId", _name));

    internal sealed class EveryFiveMinutes(Recorder recorder, TimeProvider time)
    {
        [Function("EveryFiveMinutes")]
        public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer) =>
            recorder.Add($"{time.GetUtcNow():HH:mm} past due {timer.IsPastDue}, due {timer.ScheduleStatus?.Next:HH:mm}");
    }

    internal sealed class FailsOnStartup(Recorder recorder, TimeProvider time)
    {
        [Function("FailsOnStartup")]
        public void Run([TimerTrigger("00:00:10", RunOnStartup = true)] TimerInfo timer)
        {
            recorder.Add($"{time.GetUtcNow():HH:mm:ss} monitored {timer.ScheduleStatus is not null}");
            throw new InvalidOperationException("always");
        }
    }
}

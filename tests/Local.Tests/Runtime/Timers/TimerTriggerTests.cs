using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Timers;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private readonly string _name = azurite.NewPrefix();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 5, 1, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public async Task Timer_runs_at_every_occurrence_and_knows_its_schedule()
    {
        await using var app = await StartAsync(typeof(EveryFiveMinutes));
        var recorder = app.Services.GetRequiredService<Recorder>();

        await AdvanceUntilAsync(recorder, 2);

        Assert.Equal(["12:05 past due False, due 12:05", "12:10 past due False, due 12:10"], recorder.Seen.Take(2));
    }

    [Fact]
    public async Task Timer_that_missed_occurrences_makes_up_for_them_once()
    {
        await using (var first = await StartAsync(typeof(EveryFiveMinutes)))
            await AdvanceUntilAsync(first.Services.GetRequiredService<Recorder>(), 1);
        _time.SetUtcNow(new DateTimeOffset(2024, 5, 1, 15, 2, 0, TimeSpan.Zero));

        await using var second = await StartAsync(typeof(EveryFiveMinutes));
        var recorder = second.Services.GetRequiredService<Recorder>();
        await AdvanceUntilAsync(recorder, 2);

        Assert.StartsWith("15:02 past due True", recorder.Seen[0]);
        Assert.StartsWith("15:05 past due False", recorder.Seen[1]);
    }

    [Fact]
    public async Task Timer_that_runs_on_startup_runs_at_once_and_its_failure_ends_nothing()
    {
        await using var app = await StartAsync(typeof(FailsOnStartup));
        var recorder = app.Services.GetRequiredService<Recorder>();

        await recorder.UntilAsync(1);
        Assert.Equal("12:00:30 monitored False", recorder.Seen[0]);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(recorder.Seen.Count > 1);
            },
            () => "a second run");
    }

    // Time goes on in steps of half a minute, each once the host has had a moment to notice the last.
    private Task AdvanceUntilAsync(Recorder recorder, int count) => Eventually.TrueAsync(
        async () =>
        {
            if (recorder.Seen.Count >= count)
                return true;
            _time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
            return recorder.Seen.Count >= count;
        },
        () => $"{count} runs");

    private Task<TestApp> StartAsync(Type function) => TestApp.StartAsync(
        [function],
        builder =>
        {
            builder.Services.AddSingleton<Recorder>();
            builder.Services.AddSingleton<TimeProvider>(_time);
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

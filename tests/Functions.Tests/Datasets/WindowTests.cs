using PhotoScore.Functions.Datasets.Orchestration;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class WindowTests
{
    [Fact]
    public async Task RunAsync_starts_the_next_only_when_one_ends()
    {
        var tasks = new List<TaskCompletionSource>();
        var all = Window.RunAsync(Enumerable.Range(0, 5), atOnce: 2, _ =>
        {
            tasks.Add(new TaskCompletionSource());
            return tasks[^1].Task;
        });

        Assert.Equal(2, tasks.Count);
        tasks[1].SetResult();
        Assert.Equal(3, tasks.Count);
        tasks[0].SetResult();
        tasks[2].SetResult();
        tasks[3].SetResult();
        Assert.False(all.IsCompleted);
        tasks[4].SetResult();
        await all;
    }

    [Fact]
    public async Task RunAsync_failure_starts_nothing_more()
    {
        var started = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Window.RunAsync(Enumerable.Range(0, 9), atOnce: 2, i =>
        {
            started++;
            return i == 1 ? Task.FromException(new InvalidOperationException()) : Task.CompletedTask;
        }));

        Assert.InRange(started, 2, 3);
    }
}

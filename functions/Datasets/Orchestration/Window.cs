namespace PhotoScore.Functions.Datasets.Orchestration;

/// <summary>Runs many durable tasks, a bounded number at a time. Deterministic: it awaits nothing but the tasks themselves.</summary>
internal static class Window
{
    /// <summary>Starts the next task when one ends. The first failure is thrown at once; nothing more is started then.</summary>
    public static async Task RunAsync<T>(IEnumerable<T> items, int atOnce, Func<T, Task> start)
    {
        var running = new List<Task>();
        foreach (var item in items)
        {
            if (running.Count == atOnce)
                await EndOneAsync(running);
            running.Add(start(item));
        }
        while (running.Count > 0)
            await EndOneAsync(running);
    }

    private static async Task EndOneAsync(List<Task> running)
    {
        var ended = await Task.WhenAny(running);
        running.Remove(ended);
        await ended;
    }
}

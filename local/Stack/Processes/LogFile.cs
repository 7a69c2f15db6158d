namespace PhotoScore.Local.Stack.Processes;

/// <summary>A file that takes the lines of several streams, each line at once so that it can be followed.</summary>
internal sealed class LogFile(string path) : IAsyncDisposable
{
    private readonly StreamWriter _writer = new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    private readonly SemaphoreSlim _turn = new(1);

    public async Task CopyAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            await _turn.WaitAsync();
            try
            {
                await _writer.WriteLineAsync(line);
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    public static IReadOnlyList<string> Tail(string path, int lines)
    {
        if (!File.Exists(path))
            return [];
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var tail = new Queue<string>();
        while (reader.ReadLine() is { } line)
        {
            tail.Enqueue(line);
            if (tail.Count > lines)
                tail.Dequeue();
        }
        return [.. tail];
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _turn.Dispose();
    }
}

using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Tests.Durable.Testing;

/// <summary>A hub's storage that outlives its hosts; each host sees it through a <see cref="MemoryHistoryStore"/> of its own.</summary>
internal sealed class MemoryHistory
{
    private int _versions;

    public Lock Gate { get; } = new();

    public SortedDictionary<string, (InstanceHeader Header, string Version)> Headers { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string InstanceId, string ExecutionId), List<byte>> Logs { get; } = [];

    public string NextVersion() => (++_versions).ToString();
}

/// <summary>The power fails in the middle of a write: before or after it took place.</summary>
internal sealed class PowerCutException() : Exception("The host was stopped here.");

internal enum Cut
{
    BeforeTheWrite,
    AfterTheWrite,
}

/// <summary>One host's view of the storage; the power fails at its n-th write, and nothing works from then on.</summary>
internal sealed class MemoryHistoryStore(MemoryHistory history, string writer, int cutAt = int.MaxValue, Cut cut = Cut.BeforeTheWrite) : IHistoryStore
{
    private int _writes;
    private bool _dead;

    public bool IsCut => _dead;

    public int Writes => _writes;

    public async Task<StoredHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (history.Gate)
        {
            Alive();
            return history.Headers.TryGetValue(instanceId, out var stored) ? new StoredHeader(stored.Header, stored.Version) : null;
        }
    }

    public Task<string> WriteHeaderAsync(InstanceHeader header, string? version, CancellationToken cancellation) => Write(() =>
    {
        var present = history.Headers.TryGetValue(header.InstanceId, out var stored) ? stored.Version : null;
        if (present != version)
            throw new HistoryConflictException($"Header {header.InstanceId}");
        var next = history.NextVersion();
        history.Headers[header.InstanceId] = (RoundTrip(header), next);
        return next;
    });

    public async Task<SummaryPage> ListAsync(string prefix, int pageSize, string? continuation, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (history.Gate)
        {
            Alive();
            var from = int.Parse(continuation ?? "0");
            var all = history.Headers.Values.Where(stored => stored.Header.InstanceId.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            var page = all.Skip(from).Take(pageSize).Select(stored => InstanceSummary.Of(stored.Header)).ToList();
            return new SummaryPage(page, from + page.Count < all.Count ? (from + page.Count).ToString() : null);
        }
    }

    public Task DeleteAsync(string instanceId, CancellationToken cancellation) => Write(() =>
    {
        foreach (var key in history.Logs.Keys.Where(key => key.InstanceId == instanceId).ToList())
            history.Logs.Remove(key);
        return history.Headers.Remove(instanceId);
    });

    public async Task<HistoryLog> ReadLogAsync(string instanceId, string executionId, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (history.Gate)
        {
            Alive();
            var bytes = history.Logs.GetValueOrDefault((instanceId, executionId), []);
            var events = new List<HistoryEvent>();
            var (next, _) = LogCodec.Decode(bytes.ToArray(), 0, events, instanceId);
            return new HistoryLog(events, new LogPosition(0, bytes.Count, next));
        }
    }

    public Task<LogPosition> AppendAsync(
        string instanceId, string executionId, LogPosition end, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation) => Write(() =>
    {
        if (!history.Logs.TryGetValue((instanceId, executionId), out var log))
            history.Logs[(instanceId, executionId)] = log = [];
        if (log.Count != end.Offset)
            throw new HistoryConflictException($"History {instanceId}");
        log.AddRange(LogCodec.Encode(end.Batch, writer, events));
        return new LogPosition(0, log.Count, end.Batch + 1);
    });

    public Task DeleteLogAsync(string instanceId, string executionId, CancellationToken cancellation) =>
        Write(() => history.Logs.Remove((instanceId, executionId)));

    private async Task<T> Write<T>(Func<T> write)
    {
        await Task.Yield();
        lock (history.Gate)
        {
            Alive();
            _dead = ++_writes >= cutAt;
            if (_dead && cut == Cut.BeforeTheWrite)
                throw new PowerCutException();
            var result = write();
            return _dead ? throw new PowerCutException() : result;
        }
    }

    private void Alive()
    {
        if (_dead)
            throw new PowerCutException();
    }

    private static InstanceHeader RoundTrip(InstanceHeader header) =>
        System.Text.Json.JsonSerializer.Deserialize<InstanceHeader>(
            System.Text.Json.JsonSerializer.Serialize(header, LogCodec.Json), LogCodec.Json)!;
}

internal sealed class MemoryLease : IHubLease
{
    public CancellationToken Lost => CancellationToken.None;

    public Task AcquireAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

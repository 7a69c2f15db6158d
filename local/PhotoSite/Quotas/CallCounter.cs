using System.Collections.Concurrent;

namespace PhotoScore.Local.PhotoSite.Quotas;

/// <summary>One call, after it was counted.</summary>
/// <param name="Percent">How much of the quota is used, 100 and more when the call is refused.</param>
/// <param name="Wait">How long until calls are taken again; null for a call that is within the quota.</param>
internal sealed record CallUse(int Percent, TimeSpan? Wait);

/// <summary>Counts each key's calls in windows that begin with a key's first call.</summary>
/// <param name="quota">Null: nothing is ever refused.</param>
/// <param name="time">The clock.</param>
internal sealed class CallCounter(CallQuota? quota, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Start, int Calls)> _windows = new(StringComparer.Ordinal);

    public CallUse Count(string key)
    {
        if (quota is null)
            return new CallUse(0, null);
        var now = time.GetUtcNow();
        var (start, calls) = _windows.AddOrUpdate(
            key, _ => (now, 1), (_, window) => now - window.Start >= quota.Window ? (now, 1) : (window.Start, window.Calls + 1));
        var percent = quota.Calls == 0 ? 100 : (int)Math.Min(1000, 100L * calls / quota.Calls);
        return new CallUse(percent, calls > quota.Calls ? start + quota.Window - now : null);
    }
}

using System.Diagnostics;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>How long each stage took, in seconds.</summary>
internal sealed class Stopwatches
{
    private readonly Dictionary<string, double> _seconds = [];

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public async Task<T> TimeAsync<T>(string stage, Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        _seconds[stage] = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
        return result;
    }
}

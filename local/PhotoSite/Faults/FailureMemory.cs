using System.Collections.Concurrent;

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>
/// Counts the failures of what fails a few times and then passes. Once it has passed it is forgotten, so that the next run
/// sees it fail again.
/// </summary>
internal sealed class FailureMemory
{
    private readonly ConcurrentDictionary<(string Service, int Seed, int Index), int> _failures = [];

    public bool FailsNow(string service, int seed, int index, int times)
    {
        var failures = _failures.AddOrUpdate((service, seed, index), 1, (_, before) => before + 1);
        if (failures <= times)
            return true;
        _failures.TryRemove((service, seed, index), out _);
        return false;
    }

    public void Clear() => _failures.Clear();
}

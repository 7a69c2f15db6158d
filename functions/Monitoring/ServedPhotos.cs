using System.Collections.Concurrent;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Monitoring;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Monitoring;

/// <summary>Sums up what this process is asked, by version and UTC day. A photo costs about ten microseconds and no memory.</summary>
internal sealed class ServedPhotos(MonitoringOptions options, TimeProvider time) : IPredictionObserver
{
    // A few versions of a few models on two days; a tally with embeddings of 2,048 numbers takes 32 kB.
    private const int MostTallies = 256;

    private readonly ConcurrentDictionary<Served, Tally> _tallies = new();

    public bool WantsEmbedding => options.Enabled;

    public void Observe(LoadedModel model, PredictionOutput output, Pixels prepared, (int Width, int Height)? original)
    {
        if (!options.Enabled)
            return;
        var served = new Served(model.Manifest.Model, model.Manifest.Version, Today());
        if (_tallies.TryGetValue(served, out var tally) || TryAdd(served, model.Manifest.Classes, out tally))
            tally.Add(output, prepared, original);
    }

    /// <summary>What changed since it was last taken; tallies of earlier days that no longer change are forgotten.</summary>
    public IEnumerable<(Served Served, PhotoStatistics Statistics)> TakeChanged()
    {
        foreach (var (served, tally) in _tallies)
        {
            if (tally.TakeChanged() is { } statistics)
                yield return (served, statistics);
            else if (served.Day < Today())
                _tallies.TryRemove(new(served, tally));
        }
    }

    /// <summary>What was taken could not be kept: it counts as changed again.</summary>
    public void GiveBack(Served served)
    {
        if (_tallies.TryGetValue(served, out var tally))
            tally.GiveBack();
    }

    private bool TryAdd(Served served, IReadOnlyList<string> classes, out Tally tally)
    {
        tally = _tallies.Count < MostTallies ? _tallies.GetOrAdd(served, static (_, names) => new(names), classes) : null!;
        return tally is not null;
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private sealed class Tally(IReadOnlyList<string> classes)
    {
        private readonly Lock _lock = new();
        private readonly PhotoStatisticsBuilder _builder = new(classes);
        private long _taken;

        public void Add(PredictionOutput output, Pixels prepared, (int, int)? original)
        {
            lock (_lock)
                _builder.Add(output.Probabilities.Span, output.Embedding is { } embedding ? embedding.Span : [], prepared.Span, original);
        }

        public PhotoStatistics? TakeChanged()
        {
            lock (_lock)
            {
                if (_builder.Photos == _taken)
                    return null;
                _taken = _builder.Photos;
                return _builder.Build();
            }
        }

        public void GiveBack()
        {
            lock (_lock)
                _taken = 0;
        }
    }
}

/// <summary>Which version was asked, and when.</summary>
internal readonly record struct Served(ModelName Model, VersionId Version, DateOnly Day);

using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>
/// The pairs that photos can make: of one author, uploaded within a few days, and of different scores (Ding et al. 2019). They are drawn and not
/// listed, for an author of 10,000 photos has 50 million.
/// </summary>
internal sealed class PairPool
{
    // With more than this, a measure on some of them is as good as one on all.
    private const int MeasuredPairs = 100_000;
    private const int Attempts = 16;

    private readonly IReadOnlyList<RankedPhoto> _photos;
    private readonly RankingSettings _settings;

    // Photos sorted so that those that can be compared with one lie in a range around it.
    private readonly int[] _sorted;
    private readonly (int First, int End)[] _windows;
    private readonly int[] _anchors;

    public PairPool(IReadOnlyList<RankedPhoto> photos, RankingSettings settings)
    {
        (_photos, _settings) = (photos, settings);
        _sorted = [.. Enumerable.Range(0, photos.Count)
            .Where(i => (settings.AnyAuthor || photos[i].Author is not null) && (settings.WindowDays == 0 || photos[i].UploadedAt is not null))
            .OrderBy(i => Group(photos[i]), StringComparer.Ordinal)
            .ThenBy(i => photos[i].UploadedAt ?? 0)
            .ThenBy(i => i)];
        _windows = FindWindows();
        _anchors = [.. Enumerable.Range(0, _sorted.Length).Where(place => Partners(place).Any())];
    }

    /// <summary>How many pairs an epoch has.</summary>
    public int PairsPerEpoch => _anchors.Length * _settings.PairsPerPhoto;

    /// <summary>An epoch's pairs, which seed and epoch alone decide: each photo that has a partner begins as many as the settings say.</summary>
    public IReadOnlyList<(int Better, int Worse)> Draw(int seed, int epoch)
    {
        var order = EpochOrder.Shuffled(PairsPerEpoch, seed, epoch);
        return [.. order.Select(number => Ordered(_anchors[number % _anchors.Length], Partner(_anchors[number % _anchors.Length], seed, epoch, number)))];
    }

    /// <summary>All pairs, or where they are very many some of them, the same each time.</summary>
    public IReadOnlyList<(int Better, int Worse)> Measured()
    {
        var some = Enumerable.Range(0, _sorted.Length)
            .SelectMany(place => Partners(place).Where(other => other > place).Select(other => Ordered(place, other)))
            .Take(MeasuredPairs + 1)
            .ToList();
        return some.Count <= MeasuredPairs
            ? some
            : [.. Enumerable.Range(0, (MeasuredPairs / PairsPerEpoch) + 1).SelectMany(round => Draw(seed: 0, round)).Take(MeasuredPairs)];
    }

    private string Group(RankedPhoto photo) => _settings.AnyAuthor ? "" : photo.Author!;

    private (int First, int End)[] FindWindows()
    {
        var windows = new (int First, int End)[_sorted.Length];
        for (int place = 0, first = 0, end = 0; place < windows.Length; place++)
        {
            while (!Near(first, place))
                first++;
            end = Math.Max(end, place + 1);
            while (end < windows.Length && Near(place, end))
                end++;
            windows[place] = (first, end);
        }

        return windows;
    }

    private bool Near(int earlier, int later)
    {
        var (a, b) = (_photos[_sorted[earlier]], _photos[_sorted[later]]);
        return Group(a) == Group(b) && (_settings.WindowDays == 0 || b.UploadedAt - a.UploadedAt <= TimeSpan.FromDays(_settings.WindowDays).TotalSeconds);
    }

    private IEnumerable<int> Partners(int place) =>
        Enumerable.Range(_windows[place].First, _windows[place].End - _windows[place].First).Where(other => Differ(place, other));

    private bool Differ(int place, int other)
    {
        var difference = Math.Abs(Score(place) - Score(other));
        return difference > 0 && difference >= _settings.MinDifference;
    }

    private int Partner(int place, int seed, int epoch, int number)
    {
        var (first, end) = _windows[place];
        var random = new CounterRandom(unchecked((ulong)seed), (ulong)epoch, (ulong)number);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var other = first + random.Below(end - first);
            if (Differ(place, other))
                return other;
        }

        // Hardly any differ: look at them all.
        var partners = Partners(place).ToList();
        return partners[random.Below(partners.Count)];
    }

    private (int Better, int Worse) Ordered(int place, int other) =>
        Score(place) > Score(other) ? (_sorted[place], _sorted[other]) : (_sorted[other], _sorted[place]);

    private double Score(int place) => _photos[_sorted[place]].Score;
}

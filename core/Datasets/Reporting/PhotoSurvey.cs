using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>The first pass over a dataset's photos: counts, ranges, and which photos are shown. Its memory grows with the classes, not with the photos.</summary>
/// <param name="classes">How many classes there are.</param>
public sealed class PhotoSurvey(int classes)
{
    private readonly int _samples = ReportLimits.SamplesPerClass(classes);
    private readonly PriorityQueue<PhotoRow, ulong>[] _chosen = [.. Enumerable.Range(0, classes).Select(_ => new PriorityQueue<PhotoRow, ulong>(LastFirst))];
    private readonly NameCounter _authors = new();
    private readonly NameCounter _licenses = new();
    private readonly NameCounter _formats = new();

    private static Comparer<ulong> LastFirst { get; } = Comparer<ulong>.Create((a, b) => b.CompareTo(a));

    internal int Photos { get; private set; }

    /// <summary>Photos by class, then by split.</summary>
    internal int[][] Splits { get; } = [.. Enumerable.Range(0, classes).Select(_ => new int[SplitNames.All.Count])];

    internal Dictionary<int, int> KeptBySource { get; } = [];

    internal Extent Scores { get; private set; } = Extent.Empty;

    internal Extent Widths { get; private set; } = Extent.Empty;

    internal Extent Heights { get; private set; } = Extent.Empty;

    internal Extent Aspects { get; private set; } = Extent.Empty;

    internal Extent Bytes { get; private set; } = Extent.Empty;

    internal RankedCounts Authors => _authors.Top(ReportLimits.NamesRanked);

    internal RankedCounts Licenses => _licenses.Top(ReportLimits.NamesRanked);

    internal RankedCounts Formats => _formats.Top(ReportLimits.NamesRanked);

    /// <summary>Looks at a photo of <c>photos.parquet</c>.</summary>
    public void Add(PhotoRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var photo = row.Photo;
        Photos++;
        Splits[photo.Label][(int)photo.Split]++;
        KeptBySource[photo.Candidate.Source] = KeptBySource.GetValueOrDefault(photo.Candidate.Source) + 1;
        if (photo.Score is { } score)
            Scores = Scores.With(score);
        Widths = Widths.With(photo.Facts.Width);
        Heights = Heights.With(photo.Facts.Height);
        Aspects = Aspects.With(Aspect(photo));
        Bytes = Bytes.With(photo.Facts.Bytes);
        _authors.Add(photo.Candidate.Author);
        _licenses.Add(photo.Candidate.License);
        _formats.Add(photo.Facts.Format);
        // What a person sees of the test split shapes the model that the person makes next.
        if (photo.Split == Split.Train)
            Consider(row);
    }

    internal static double Aspect(AssembledPhoto photo) => (double)photo.Facts.Width / photo.Facts.Height;

    /// <summary>The labels whose photos are shown, rising: the largest classes.</summary>
    internal IReadOnlyList<int> Largest(int most) =>
        [.. Enumerable.Range(0, Splits.Length).OrderByDescending(label => Splits[label].Sum()).ThenBy(label => label).Take(most).Order()];

    /// <summary>The photos shown of a class, in an order that only their keys decide.</summary>
    internal IEnumerable<PhotoRow> Samples(int label) =>
        _chosen[label].UnorderedItems.OrderBy(sample => sample.Priority).ThenBy(sample => sample.Element.Photo.Key, StringComparer.Ordinal).Select(sample => sample.Element);

    private void Consider(PhotoRow row)
    {
        var chosen = _chosen[row.Photo.Label];
        var rank = SeededOrder.Rank("report", 0, row.Photo.Key);
        if (chosen.Count < _samples)
            chosen.Enqueue(row, rank);
        else
            chosen.EnqueueDequeue(row, rank);
    }
}

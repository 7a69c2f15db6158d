using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>The second pass over a dataset's photos: histograms, whose ranges the first pass found.</summary>
public sealed class PhotoMeasures
{
    private const int Bins = 24;
    private const int ScoreBins = 40;
    private readonly HistogramCounter? _scores;
    private readonly HistogramCounter _widths;
    private readonly HistogramCounter _heights;
    private readonly HistogramCounter _aspects;
    private readonly HistogramCounter _bytes;

    /// <summary>Prepares the bins.</summary>
    /// <param name="survey">The first pass, over at least one photo.</param>
    public PhotoMeasures(PhotoSurvey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        var series = survey.Splits.Length <= Parts.Colours ? survey.Splits.Length : 1;
        _scores = survey.Scores.IsEmpty ? null : HistogramCounter.Linear(survey.Scores, ScoreBins, series);
        _widths = HistogramCounter.Octaves(survey.Widths, Bins, series);
        _heights = HistogramCounter.Octaves(survey.Heights, Bins, series);
        _aspects = HistogramCounter.Octaves(survey.Aspects, Bins, series);
        _bytes = HistogramCounter.Octaves(survey.Bytes, Bins, series);
    }

    internal Histogram? Scores => _scores?.Build();

    internal SizeReport Sizes => new(_widths.Build(), _heights.Build(), _aspects.Build(), _bytes.Build());

    /// <summary>Counts a photo that the survey has seen.</summary>
    public void Add(PhotoRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var photo = row.Photo;
        if (photo.Score is { } score)
            _scores?.Add(photo.Label, score);
        _widths.Add(photo.Label, photo.Facts.Width);
        _heights.Add(photo.Label, photo.Facts.Height);
        _aspects.Add(photo.Label, PhotoSurvey.Aspect(photo));
        _bytes.Add(photo.Label, photo.Facts.Bytes);
    }
}

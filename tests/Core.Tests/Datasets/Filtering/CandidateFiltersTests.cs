using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Filtering;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Tests.Datasets.Filtering;

public sealed class CandidateFiltersTests
{
    [Fact]
    public void Apply_metric_keeps_the_closed_range()
    {
        var candidates = Views(99, 100, 150, 200, 201);

        var filtered = CandidateFilters.Apply([new MetricFilter { Metric = "views", Min = 100, Max = 200 }], candidates);

        Assert.Equal(["v100", "v150", "v200"], filtered.Kept.Select(candidate => candidate.Id));
        Assert.Equal(["views 99 is below 100", "views 201 is above 200"], filtered.LeftOut.Select(entry => entry.Detail));
        Assert.All(filtered.LeftOut, entry => Assert.Equal(Outcomes.Filtered, entry.Outcome));
    }

    [Fact]
    public void Apply_missing_metric_is_left_out()
    {
        var filtered = CandidateFilters.Apply([new MetricFilter { Metric = "likes", Min = 0 }], Views(1));

        Assert.Equal("no metric likes", Assert.Single(filtered.LeftOut).Detail);
    }

    [Fact]
    public void Apply_madOutliers_uses_unscaled_deviations_from_the_median()
    {
        // Median 3, absolute deviations 2 1 0 1 97, their median 1: up to 3 away is kept.
        var filtered = CandidateFilters.Apply([new MadOutliersFilter { Metric = "views", MaxDeviations = 3 }], Views(1, 2, 3, 4, 100));

        Assert.Equal(["v1", "v2", "v3", "v4"], filtered.Kept.Select(candidate => candidate.Id));
        Assert.Equal("v100", Assert.Single(filtered.LeftOut).Candidate.Id);
    }

    [Fact]
    public void Apply_madOutliers_with_most_values_equal_keeps_exactly_those()
    {
        var candidates = new[] { 5.0, 5, 5, 5.1 }.Select((views, i) => Some.Candidate($"{i}", metrics: ("views", views))).ToList();

        var filtered = CandidateFilters.Apply([new MadOutliersFilter { Metric = "views" }], candidates);

        Assert.Equal(["0", "1", "2"], filtered.Kept.Select(candidate => candidate.Id));
    }

    [Fact]
    public void Apply_madOutliers_on_the_logarithm_measures_ratios()
    {
        // Powers of ten have logarithms 0, 1, 2, 3, 8 times ln 10: median 2, median deviation 1. Without the logarithm 1000 and 10^8 would go.
        var candidates = Views(1, 10, 100, 1000, 1e8, 0, -5);

        var filtered = CandidateFilters.Apply([new MadOutliersFilter { Metric = "views", MaxDeviations = 3, Log = true }], candidates);

        Assert.Equal(["v1", "v10", "v100", "v1000"], filtered.Kept.Select(candidate => candidate.Id));
        Assert.Equal(["views 0 has no logarithm", "views -5 has no logarithm"], filtered.LeftOut.Skip(1).Select(entry => entry.Detail));
        Assert.StartsWith("ln(views) 18.42", filtered.LeftOut[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_madOutliers_on_the_logarithm_of_nothing_positive_keeps_nothing() =>
        Assert.Empty(CandidateFilters.Apply([new MadOutliersFilter { Metric = "views", Log = true }], Views(0, -1)).Kept);

    [Fact]
    public void Apply_filters_on_photos_wait_for_the_download() =>
        Assert.Equal(2, CandidateFilters.Apply([new QualityFilter(), new ResolutionFilter { MinWidth = 9 }], Views(1, 2)).Kept.Count);

    [Fact]
    public void Apply_later_filter_sees_only_what_earlier_ones_kept()
    {
        // Of 1, 1.5, 2 and 20 the median is 1.75 and the median deviation 0.5, so 20 is an outlier; beside 1000 and 1001 it would not be.
        var candidates = Views(1, 1.5, 2, 20, 1000, 1001);
        MetricFilter range = new() { Metric = "views", Max = 999 };
        MadOutliersFilter outliers = new() { Metric = "views", MaxDeviations = 3 };

        var filtered = CandidateFilters.Apply([range, outliers], candidates);

        Assert.Equal(["v1", "v1.5", "v2"], filtered.Kept.Select(candidate => candidate.Id));
    }

    [Fact]
    public void Of_candidate_listed_twice_counts_once_and_as_listed_first()
    {
        CandidatePage[] pages = [new(Views(2, 1), "2"), new([Some.Candidate("v1", metrics: ("views", 7)), .. Views(3)], null)];

        var candidates = CandidateSet.Of(pages).Candidates;

        Assert.Equal(3, candidates.Count);
        Assert.Equal(1, candidates.Single(candidate => candidate.Id == "v1").Metrics["views"]);
        Assert.Equal(candidates.Select(candidate => candidate.Key).Order(StringComparer.Ordinal), candidates.Select(candidate => candidate.Key));
    }

    [Fact]
    public void Of_photo_skipped_on_one_page_and_listed_on_another_is_no_skipped_photo()
    {
        LedgerEntry Skipped(string id) => new(Some.Candidate(id), Outcomes.NotFound, "gone", null);
        CandidatePage[] pages = [new(Views(1), "2") { Skipped = [Skipped("v2"), Skipped("v3"), Skipped("v3")] }, new(Views(2), null)];

        var set = CandidateSet.Of(pages);

        Assert.Equal(2, set.Candidates.Count);
        Assert.Equal("v3", Assert.Single(set.Skipped).Candidate.Id);
    }

    private static List<Candidate> Views(params double[] values) => [.. values.Select(value => Some.Candidate($"v{value}", metrics: ("views", value)))];
}

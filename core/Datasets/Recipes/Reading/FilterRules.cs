namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of its filters.</summary>
internal static class FilterRules
{
    private static readonly Dictionary<string, Func<Members, Node, FilterRecipe>> Kinds = new()
    {
        ["metric"] = Metric,
        ["madOutliers"] = MadOutliers,
        ["resolution"] = PhotoFilterRules.Resolution,
        ["quality"] = PhotoFilterRules.Quality,
        ["faces"] = PhotoFilterRules.Faces,
        ["model"] = PhotoFilterRules.Model,
    };

    public static IReadOnlyList<FilterRecipe> ReadAll(Node node) => [.. node.Items().Select(Read).OfType<FilterRecipe>()];

    private static FilterRecipe? Read(Node node)
    {
        var members = new Members(node);
        if (members.Kind(Kinds) is not { } read)
            return null;
        var filter = read(members, node);
        members.Done();
        return filter;
    }

    private static MetricFilter Metric(Members members, Node node)
    {
        var filter = new MetricFilter
        {
            Metric = members.Require("metric", "", value => value.Text()),
            Min = members.Optional("min", value => value.Number()),
            Max = members.Optional("max", value => value.Number()),
        };
        if (filter.Min is null && filter.Max is null)
            node.Fault("Give min, max or both: without them this filter keeps everything that has the metric.");
        if (filter.Min > filter.Max)
            node.Fault("min is above max, so nothing would be kept; exchange them.");
        return filter;
    }

    private static MadOutliersFilter MadOutliers(Members members, Node node) => new()
    {
        Metric = members.Require("metric", "", value => value.Text()),
        MaxDeviations = members.Get("maxDeviations", 3.0, value => value.Number(0, 1e6)),
        Log = members.Get("log", false, value => value.Truth()),
    };
}

using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of the filters that look at photos.</summary>
internal static class PhotoFilterRules
{
    private const double LongestAspect = 1_000;
    private const int MostFaces = 1_000;

    public static ResolutionFilter Resolution(Members members, Node node)
    {
        var filter = new ResolutionFilter
        {
            MinWidth = members.Optional("minWidth", value => value.Whole(1, 20_000)),
            MinHeight = members.Optional("minHeight", value => value.Whole(1, 20_000)),
            MinMegapixels = members.Optional("minMegapixels", value => value.Number(0.0001, 100)),
            MaxAspect = members.Optional("maxAspect", value => value.Number(1, LongestAspect)),
        };
        if (members.IsObject && filter is { MinWidth: null, MinHeight: null, MinMegapixels: null, MaxAspect: null })
            node.Fault("Give one of minWidth, minHeight, minMegapixels, maxAspect: without them this filter keeps everything.");
        return filter;
    }

    public static QualityFilter Quality(Members members, Node _)
    {
        var defaults = new QualityFilter();
        return new QualityFilter
        {
            MinSharpness = members.Get("minSharpness", defaults.MinSharpness, value => value.Number(0, 255)),
            MinBrightness = members.Get("minBrightness", defaults.MinBrightness, value => value.Number(0, 1)),
            MaxBrightness = members.Get("maxBrightness", defaults.MaxBrightness, value => value.Number(0, 1)),
            MinContrast = members.Get("minContrast", defaults.MinContrast, value => value.Number(0, 0.5)),
            MinEntropy = members.Get("minEntropy", defaults.MinEntropy, value => value.Number(0, 9.6)),
            MaxAspect = members.Get("maxAspect", defaults.MaxAspect, value => value.Number(1, LongestAspect)),
            AllowGrey = members.Get("allowGrey", defaults.AllowGrey, value => value.Truth()),
        };
    }

    public static FacesFilter Faces(Members members, Node node)
    {
        var (defaults, faults) = (new FacesFilter(), node.Faults.List.Count);
        var filter = new FacesFilter
        {
            MinConfidence = members.Get("minConfidence", defaults.MinConfidence, value => value.Number(0.01, 1)),
            MinFaces = members.Get("minFaces", defaults.MinFaces, value => value.Whole(0, MostFaces)),
            MaxFaces = members.Optional("maxFaces", value => value.Whole(0, MostFaces)),
            Detector = members["detector"] is { } detector ? Sha256(detector) : null,
        };
        // A number that was faulted already is not compared with another.
        if (node.Faults.List.Count > faults)
            return filter;
        if (filter.MinFaces > filter.MaxFaces)
            node.Fault("minFaces is above maxFaces, so nothing would be kept; exchange them. minFaces is 1 where it is left out.");
        else if (filter is { MinFaces: 0, MaxFaces: null })
            node.Fault("Give maxFaces, or a minFaces of at least 1: without them this filter keeps everything.");
        return filter;
    }

    public static ModelFilter Model(Members members, Node _) => new()
    {
        Model = members.Require("model", Unnamed, Name),
        Version = members.Optional("version", Version),
        Class = members.Require("class", "", value => value.Text()),
        MinProbability = members.Get("minProbability", 0.5, value => value.Number(0, 1)),
    };

    // Goes with a fault, so that no recipe ever holds it.
    private static ModelName Unnamed => ModelName.Parse("unnamed");

    private static ModelName Name(Node node) => ModelName.TryParse(node.Text(), out var name) ? name : node.Fault($"Write a model's name: {Names.Rule}.", Unnamed);

    private static VersionId Version(Node node) => VersionId.TryParse(node.Text(), out var version) ? version : node.Fault("Write a version: v1, v2, …", VersionId.First);

    private static string Sha256(Node node) =>
        node.Text() is { Length: 64 } text && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : node.Fault("Write the SHA-256 of the detector's file, 64 hex digits, or leave it out.", "");
}

using System.Globalization;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Storage;

/// <summary>Blob names of one batch scoring in container <see cref="Containers.Scorings"/>.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="Scoring">The scoring's own number.</param>
public sealed record ScoringPaths(ModelName Model, VersionId Scoring)
{
    private const string PartPrefix = "part-";

    /// <summary>What the names of all scorings of a model begin with.</summary>
    public static string All(ModelName model) => $"{model}/";

    /// <summary>What all names of this scoring begin with, a slash at the end.</summary>
    public string Prefix => $"{All(Model)}{Scoring}/";

    /// <summary>What was asked for; creating it allocates the scoring.</summary>
    public string Request => $"{Prefix}request.json";

    /// <summary>What the answers come to; written last and create-only: the scoring is complete when it exists.</summary>
    public string Manifest => $"{Prefix}scoring.json";

    /// <summary>What the names of all parts begin with.</summary>
    public string Parts => $"{Prefix}{PartPrefix}";

    /// <summary>The answers to one chunk of photos; create-only.</summary>
    public string Part(int part) => string.Create(CultureInfo.InvariantCulture, $"{Parts}{part:D5}.parquet");

    /// <summary>What the names begin with of all that only the scoring's own steps read; gone when it is complete.</summary>
    public string Work => $"{Prefix}work/";

    /// <summary>A user cancelled the scoring when it exists.</summary>
    public string Cancelled => $"{Work}cancelled.json";

    /// <summary>Which photos some chunks hold.</summary>
    public string Page(int page) => string.Create(CultureInfo.InvariantCulture, $"{Work}pages/{page:D5}.json");

    /// <summary>What all progress marks begin with.</summary>
    public string Progress => $"{Work}progress/";

    /// <summary>How far a part has come that is not written yet.</summary>
    public string ProgressOf(int part) => string.Create(CultureInfo.InvariantCulture, $"{Progress}{PartPrefix}{part:D5}");
}

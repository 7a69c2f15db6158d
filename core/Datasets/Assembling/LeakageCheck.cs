using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Looks in the finished dataset for what two splits share. It asks the photos alone, not what divided them, so that a fault there shows here.</summary>
public static class LeakageCheck
{
    private const int MostExamples = 10;

    /// <summary>Counts what is in more than one split.</summary>
    /// <param name="photos">The photos of the dataset.</param>
    /// <param name="groupBy">What the recipe keeps together: decides whether an author may be in several splits.</param>
    public static LeakageFindings Of(IReadOnlyList<AssembledPhoto> photos, SplitGroup groupBy)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var examples = new List<string>();
        var clusters = Leaks(photos, "cluster", photo => photo.Cluster, examples);
        var files = Leaks(photos, "file", photo => photo.Facts.Sha256, examples);
        var urls = Leaks(photos, "URL", photo => photo.Candidate.Url, examples);
        var authors = Leaks(photos, "author", photo => photo.Candidate.Author, groupBy == SplitGroup.Author ? examples : []);
        return new LeakageFindings
        {
            Photos = photos.Count,
            Clusters = clusters,
            Files = files,
            Urls = urls,
            Authors = groupBy == SplitGroup.Author ? authors : 0,
            AllowedAuthors = groupBy == SplitGroup.Author ? 0 : authors,
            Examples = [.. examples.Take(MostExamples)],
        };
    }

    private static int Leaks(IReadOnlyList<AssembledPhoto> photos, string kind, Func<AssembledPhoto, string?> name, List<string> examples)
    {
        var splits = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var photo in photos)
        {
            if (name(photo) is { } text)
                splits[text] = splits.GetValueOrDefault(text) | 1 << (int)photo.Split;
        }

        var leaks = splits.Where(pair => int.PopCount(pair.Value) > 1).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        examples.AddRange(leaks.Take(MostExamples).Select(pair =>
            $"{kind} '{pair.Key}' is in {string.Join(" and ", SplitNames.All.Where(split => (pair.Value >> (int)split & 1) == 1).Select(split => split.Name()))}"));
        return leaks.Count;
    }
}

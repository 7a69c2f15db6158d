using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Counts and measures clusters of duplicates for the people who read of them.</summary>
internal sealed class DuplicateSurvey
{
    private const int MostClusters = 20;
    private const int MostKeys = 12;
    private const int MeasuredInFull = 2_000;

    private readonly IReadOnlyList<StoredPhoto> _photos;
    private readonly DuplicatesRecipe _recipe;
    private readonly HashColumn? _hashes;

    private DuplicateSurvey(DuplicatesRecipe recipe, IReadOnlyList<StoredPhoto> photos)
    {
        _recipe = recipe;
        _photos = photos;
        _hashes = recipe.Hash == PerceptualHash.None ? null : HashColumn.Of(recipe.Hash, recipe.Mirror, [.. photos.Select(photo => photo.Facts)]);
    }

    /// <summary>What the clusters show.</summary>
    /// <param name="recipe">What was near.</param>
    /// <param name="photos">Sorted by key.</param>
    /// <param name="clusters">For each photo the smallest position in its cluster.</param>
    /// <param name="labelled">The photos' labels.</param>
    public static DuplicateFindings Of(DuplicatesRecipe recipe, IReadOnlyList<StoredPhoto> photos, IReadOnlyList<int> clusters, LabelledPhotos labelled) =>
        new DuplicateSurvey(recipe, photos).Findings(clusters, labelled);

    private DuplicateFindings Findings(IReadOnlyList<int> clusters, LabelledPhotos labelled)
    {
        var members = LabelledClusters.Members(clusters, _ => true).ToList();
        var measured = members.ConvertAll(Measure);
        var exact = members.SelectMany(cluster => cluster.CountBy(i => _photos[i].Facts.Sha256)).Where(file => file.Value > 1).ToList();
        var near = measured.Where(cluster => cluster.Files > 1).ToList();
        var chained = near.Where(cluster => cluster.Diameter > 2 * _recipe.MaxDistance).ToList();
        var conflicts = LabelledClusters.Of(clusters, labelled)
            .Select(cluster => cluster.Select(i => labelled.Decisions[i].Label!.Value).Distinct().Order().ToArray())
            .Where(labels => labels.Length > 1).ToList();
        return new DuplicateFindings
        {
            ExactClusters = exact.Count,
            ExactPhotos = exact.Sum(file => file.Value),
            NearClusters = near.Count,
            NearPhotos = near.Sum(cluster => cluster.Photos),
            Unhashed = _hashes is null ? 0 : Enumerable.Range(0, _photos.Count).Count(i => !_hashes.Has(i)),
            Largest = [.. measured.OrderByDescending(cluster => cluster.Photos).ThenBy(cluster => cluster.Cluster, StringComparer.Ordinal).Take(MostClusters)],
            ChainedClusters = chained.Count,
            ChainedPhotos = chained.Sum(cluster => cluster.Photos),
            Chained = [.. chained.OrderByDescending(cluster => cluster.Diameter).ThenBy(cluster => cluster.Cluster, StringComparer.Ordinal).Take(MostClusters)],
            ConflictClusters = conflicts.Count,
            Conflicts = [.. conflicts.SelectMany(Pairs).CountBy(pair => pair)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Select(pair => new ClassConflict(labelled.Classes[pair.Key.First], labelled.Classes[pair.Key.Second], pair.Value))],
        };
    }

    private DuplicateCluster Measure(int[] members) => new(
        _photos[members[0]].Key, members.Length, members.DistinctBy(i => _photos[i].Facts.Sha256).Count(), Diameter(members),
        [.. members.Take(MostKeys).Select(i => _photos[i].Key)]);

    private int Diameter(int[] members)
    {
        if (_hashes is null)
            return 0;
        var different = members.Where(_hashes.Has).DistinctBy(_hashes.Hash).ToArray();
        if (different.Length < 2)
            return 0;
        if (different.Length <= MeasuredInFull)
            return different.Index().Max(one => different.Skip(one.Index).Max(other => _hashes.Distance(one.Item, other)));

        // From any photo to the one farthest from it, and on from there: all distances of a cluster of thousands would take too long.
        var far = different.MaxBy(i => _hashes.Distance(different[0], i));
        return different.Max(i => _hashes.Distance(far, i));
    }

    private static IEnumerable<(int First, int Second)> Pairs(int[] labels) =>
        labels.SelectMany((first, i) => labels.Skip(i + 1).Select(second => (first, second)));
}

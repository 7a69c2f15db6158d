namespace PhotoScore.Core.Datasets.Findings;

/// <summary>Which of the photos that were fetched are the same, before one of each cluster was kept.</summary>
public sealed record DuplicateFindings
{
    /// <summary>Groups of byte-identical photos.</summary>
    public int ExactClusters { get; init; }

    /// <summary>Photos in those.</summary>
    public int ExactPhotos { get; init; }

    /// <summary>Clusters of photos that look the same and are not all byte-identical.</summary>
    public int NearClusters { get; init; }

    /// <summary>Photos in those.</summary>
    public int NearPhotos { get; init; }

    /// <summary>Photos whose hash can't be trusted, because they have hardly any features: only byte-identical ones are found to be duplicates of them.</summary>
    public int Unhashed { get; init; }

    /// <summary>The largest clusters of either kind, at most twenty.</summary>
    public IReadOnlyList<DuplicateCluster> Largest { get; init; } = [];

    /// <summary>Clusters that chain: two of their photos differ by more than twice the recipe's distance, so that no photo is near to both. A smaller distance or <c>maxDiameter</c> takes them apart.</summary>
    public int ChainedClusters { get; init; }

    /// <summary>Photos in those.</summary>
    public int ChainedPhotos { get; init; }

    /// <summary>The widest of the clusters that chain, at most twenty.</summary>
    public IReadOnlyList<DuplicateCluster> Chained { get; init; } = [];

    /// <summary>Clusters whose photos have different labels.</summary>
    public int ConflictClusters { get; init; }

    /// <summary>How many clusters hold photos of both classes, for each pair of classes that meet; the most frequent pair first.</summary>
    public IReadOnlyList<ClassConflict> Conflicts { get; init; } = [];
}

/// <summary>One cluster of duplicates.</summary>
/// <param name="Cluster">Its name: the smallest key in it.</param>
/// <param name="Photos">How many photos it holds.</param>
/// <param name="Files">How many different files.</param>
/// <param name="Diameter">Bits between the two photos that are farthest apart, by the recipe's hash; at least that many when <paramref name="Photos"/> exceeds 2,000.</param>
/// <param name="Keys">The keys of its first photos, at most twelve.</param>
public sealed record DuplicateCluster(string Cluster, int Photos, int Files, int Diameter, IReadOnlyList<string> Keys);

/// <summary>Two classes that meet in clusters.</summary>
/// <param name="First">One class.</param>
/// <param name="Second">The other.</param>
/// <param name="Clusters">How many clusters hold photos of both.</param>
public sealed record ClassConflict(string First, string Second, int Clusters);

using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Why a stored photo is not in the dataset.</summary>
internal sealed record Verdict(string Outcome, string? Detail);

/// <summary>Decides for each cluster of duplicates which photo stands for it, if any.</summary>
/// <param name="onConflict">What happens to clusters with different labels.</param>
/// <param name="photos">Sorted by key.</param>
/// <param name="labelled">The photos' labels; one without a label takes no part in a conflict and stands for no cluster.</param>
internal sealed class DuplicateVerdicts(LabelConflict onConflict, IReadOnlyList<StoredPhoto> photos, LabelledPhotos labelled)
{
    private readonly Verdict?[] _verdicts = new Verdict?[photos.Count];

    /// <summary>Null for each photo that is in the dataset.</summary>
    /// <param name="clusters">For each photo the smallest position in its cluster.</param>
    public Verdict?[] Of(IReadOnlyList<int> clusters)
    {
        for (var i = 0; i < photos.Count; i++)
        {
            if (labelled.Decisions[i].Outcome is { } outcome)
                _verdicts[i] = new Verdict(outcome, labelled.Decisions[i].Detail);
        }

        foreach (var cluster in LabelledClusters.Of(clusters, labelled))
            Judge(cluster);
        return _verdicts;
    }

    private void Judge(int[] members)
    {
        var conflict = Array.Exists(members, i => Label(i) != Label(members[0]));
        var kept = (onConflict, conflict) switch
        {
            (LabelConflict.DropAll, _) or (LabelConflict.DropCluster, true) => null,
            (LabelConflict.Majority, true) => FirstOfMost(members),
            _ => (int?)members[0],
        };
        foreach (var i in members.Where(i => i != kept))
            _verdicts[i] = kept is { } keeper ? Beside(i, keeper) : WithoutOne(i, members);
    }

    private Verdict Beside(int photo, int kept) => Label(photo) == Label(kept)
        ? new Verdict(Likeness.Outcome(photos[photo], photos[kept]), $"{Likeness.Text(photos[photo], photos[kept])}, which was kept")
        : new Verdict(Outcomes.LabelConflict, $"{Likeness.Text(photos[photo], photos[kept])}, which was kept as {labelled.Classes[Label(kept)]}");

    private Verdict WithoutOne(int photo, int[] members)
    {
        if (Array.FindIndex(members, i => Label(i) != Label(photo)) is var at and >= 0)
            return new Verdict(Outcomes.LabelConflict, $"{Likeness.Text(photos[photo], photos[members[at]])}, which is {labelled.Classes[Label(members[at])]}");
        var other = members[0] == photo ? members[1] : members[0];
        return new Verdict(Likeness.Outcome(photos[photo], photos[other]), $"{Likeness.Text(photos[photo], photos[other])}, and the recipe keeps no photo that has a duplicate");
    }

    // Null when two labels lead equally.
    private int? FirstOfMost(int[] members)
    {
        var counts = members.CountBy(Label).OrderByDescending(count => count.Value).ToList();
        return counts[0].Value == counts[1].Value ? null : members.First(i => Label(i) == counts[0].Key);
    }

    private int Label(int photo) => labelled.Decisions[photo].Label!.Value;
}

using System.Globalization;
using System.Numerics;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Why a stored photo is not in the dataset.</summary>
internal sealed record Verdict(string Outcome, string? Detail);

/// <summary>Decides for each cluster of duplicates which photo stands for it, if any.</summary>
internal static class DuplicateVerdicts
{
    /// <summary>Null for each photo that is in the dataset.</summary>
    /// <param name="onConflict">What happens to clusters with different labels.</param>
    /// <param name="photos">Sorted by key.</param>
    /// <param name="clusters">For each photo the smallest position in its cluster.</param>
    /// <param name="labelled">The photos' labels; one without a label takes no part in a conflict and stands for no cluster.</param>
    public static Verdict?[] Of(LabelConflict onConflict, IReadOnlyList<StoredPhoto> photos, IReadOnlyList<int> clusters, LabelledPhotos labelled)
    {
        var verdicts = new Verdict?[photos.Count];
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (labelled.Decisions[i].Outcome is { } outcome)
                verdicts[i] = new Verdict(outcome, labelled.Decisions[i].Detail);
        }

        var open = Enumerable.Range(0, photos.Count).Where(i => verdicts[i] is null);
        foreach (var cluster in open.GroupBy(i => clusters[i]).Select(group => group.ToArray()).Where(members => members.Length > 1))
            Judge(cluster);
        return verdicts;

        void Judge(int[] members)
        {
            int Label(int i) => labelled.Decisions[i].Label!.Value;
            var first = members[0];
            var otherwise = Array.FindIndex(members, i => Label(i) != Label(first));
            foreach (var i in members)
            {
                if (otherwise >= 0 && onConflict == LabelConflict.DropCluster)
                {
                    var against = Label(i) == Label(first) ? members[otherwise] : first;
                    verdicts[i] = new Verdict(Outcomes.LabelConflict, $"{Likeness(photos[i], photos[against])}, which is {labelled.Classes[Label(against)]}");
                }
                else if (i != first)
                {
                    verdicts[i] = Label(i) == Label(first)
                        ? new Verdict(Outcomes.Duplicate, $"{Likeness(photos[i], photos[first])}, which was kept")
                        : new Verdict(Outcomes.LabelConflict, $"{Likeness(photos[i], photos[first])}, which was kept as {labelled.Classes[Label(first)]}");
                }
            }
        }
    }

    private static string Likeness(StoredPhoto photo, StoredPhoto like) => photo.Facts.Sha256 == like.Facts.Sha256
        ? $"byte-identical to {like.Key}"
        : string.Create(CultureInfo.InvariantCulture,
            $"near duplicate of {like.Key} (dhash differs in {BitOperations.PopCount(photo.Facts.DHash ^ like.Facts.DHash)} bits, phash in {BitOperations.PopCount(photo.Facts.PHash ^ like.Facts.PHash)})");
}

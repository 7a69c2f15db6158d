using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Labelling.Auditing;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Datasets.Splitting;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Decides, once every candidate has been fetched or given up, which photos make the dataset, with which labels, in which splits.</summary>
public static class DatasetAssembler
{
    /// <summary>
    /// Clusters duplicates, scores and cuts, resolves label conflicts (the cut is not computed again), keeps one photo of each cluster, and
    /// splits; and looks whether labels mean what they seem. The result depends on the entries, not on their order or on how they were divided into chunks.
    /// </summary>
    /// <param name="recipe">What the dataset should be.</param>
    /// <param name="chunks">The committed chunks; an entry with outcome <see cref="Outcomes.Kept"/> has a photo in the chunk's tar.</param>
    /// <param name="leftOut">The entries of candidates that were never part of a chunk.</param>
    /// <param name="known">The splits of earlier versions.</param>
    /// <exception cref="InvalidDataException">A candidate key occurs twice, a photo has no tar, or an outcome is not in <see cref="OutcomeCatalog"/>.</exception>
    public static AssembledDataset Assemble(
        Recipe recipe, IReadOnlyList<ChunkLedger> chunks, IReadOnlyList<LedgerEntry> leftOut, KnownSplits? known = null)
    {
        var entries = SortedRows.ByKey(chunks.SelectMany(chunk => chunk.Entries).Concat(leftOut), entry => entry.Candidate.Key);
        var stored = StoredPhoto.Sorted(chunks);
        var clusters = DuplicateClusters.Find(recipe.Duplicates, [.. stored.Select(photo => photo.Facts)]);
        var labelled = PhotoLabels.Decide(recipe.Labels, [.. stored.Select(photo => photo.Candidate)]);
        var verdicts = new DuplicateVerdicts(recipe.Duplicates.OnLabelConflict, stored, labelled).Of(clusters);
        var kept = Enumerable.Range(0, stored.Count).Where(i => verdicts[i] is null).ToArray();
        var splits = Split(recipe, kept, stored, clusters, labelled, known ?? KnownSplits.None);

        var photos = kept.Zip(splits, (i, split) => new AssembledPhoto(
            stored[i].Candidate, stored[i].Facts, stored[i].Tar, labelled.Decisions[i].Score, labelled.Decisions[i].Label!.Value, split, stored[clusters[i]].Key));
        var dataset = new AssembledDataset([.. photos], Ledger(entries, stored, verdicts), labelled.Classes, labelled.Thresholds);
        var audit = LabelAudit.Of(recipe, dataset.Photos, labelled);
        var duplicates = DuplicateSurvey.Of(recipe.Duplicates, stored, clusters, labelled);
        return dataset with
        {
            Findings = new DatasetFindings
            {
                Funnel = Funnel.Of(dataset.Outcomes),
                SuccessRate = SuccessRate.Of(dataset.Ledger),
                Labels = audit.Findings,
                Duplicates = duplicates,
                Leakage = LeakageCheck.Of(dataset.Photos, recipe.Split.GroupBy),
                Warnings = [.. audit.Warnings, .. DuplicateWarnings.Of(duplicates, recipe.Duplicates)],
            },
            Clusters = ClusterChoice.Of(stored, clusters, labelled.Decisions, verdicts),
        };
    }

    private static Split[] Split(
        Recipe recipe, int[] kept, IReadOnlyList<StoredPhoto> stored, int[] clusters, LabelledPhotos labelled, KnownSplits known)
    {
        var earlier = EarlierSplits.Of(recipe, stored, clusters, known);
        return GroupedSplit.Assign(recipe.Split, [.. kept.Select(i => new SplitItem(
            stored[i].Key, labelled.Decisions[i].Label!.Value, stored[clusters[i]].Key, stored[i].Candidate.Author, earlier[i], stored[i].Candidate.Url))]);
    }

    private static LedgerEntry[] Ledger(LedgerEntry[] entries, IReadOnlyList<StoredPhoto> stored, IReadOnlyList<Verdict?> verdicts)
    {
        var changed = stored.Zip(verdicts).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Key, pair => pair.Second!, StringComparer.Ordinal);
        return [.. entries.Select(entry => changed.TryGetValue(entry.Candidate.Key, out var verdict)
            ? entry with { Outcome = verdict.Outcome, Detail = verdict.Detail }
            : entry)];
    }
}

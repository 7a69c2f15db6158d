using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>Whether one author made most of a class.</summary>
internal static class AuthorShares
{
    private const double Most = 0.5;
    private const int LeastPhotos = 10;

    public static IEnumerable<DatasetWarning> Warnings(IReadOnlyList<AssembledPhoto> photos, IReadOnlyList<string> classes)
    {
        var totals = photos.CountBy(photo => photo.Label).ToDictionary();
        var tops = photos.Where(photo => photo.Candidate.Author is not null)
            .CountBy(photo => (photo.Label, photo.Candidate.Author))
            .Where(pair => pair.Value >= LeastPhotos && pair.Value > Most * totals[pair.Key.Label])
            .OrderBy(pair => pair.Key.Label);
        foreach (var ((label, author), count) in tops)
        {
            yield return new DatasetWarning("dominant-author", AuditText.Of(
                $"One author, {author}, made {count} of the {totals[label]} photos of class {classes[label]}: a classifier may learn the author's style, subjects or camera. Gather photos of more authors, or take fewer of this one."));
        }
    }
}

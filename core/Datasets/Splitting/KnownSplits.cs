using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Splitting;

/// <summary>
/// The splits that earlier versions gave to photos and authors. A photo is known by its id and URL, and by its hashes. Where versions disagree, train
/// wins over validation and validation over test, so that nothing is tested on that a model has learned from.
/// </summary>
public sealed class KnownSplits
{
    private readonly Dictionary<string, Split> _splits = new(StringComparer.Ordinal);
    private readonly List<(PhotoFacts Facts, Split Split)> _photos = [];

    /// <summary>Nothing is known: the first version of a dataset.</summary>
    public static KnownSplits None => new();

    internal bool IsEmpty => _photos.Count == 0;

    /// <summary>The hashes and splits of all photos that were added.</summary>
    internal IReadOnlyList<(PhotoFacts Facts, Split Split)> Photos => _photos;

    /// <summary>Remembers a photo of an earlier version.</summary>
    public void Add(AssembledPhoto photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        _photos.Add((photo.Facts, photo.Split));
        foreach (var name in Names(photo.Candidate, photo.Facts, byAuthor: true))
            _splits[name] = _splits.TryGetValue(name, out var known) && known < photo.Split ? known : photo.Split;
    }

    /// <summary>The split that earlier versions gave to this photo or, if asked, to its author; null when they did not know them.</summary>
    public Split? Of(Candidate candidate, PhotoFacts facts, bool byAuthor)
    {
        Split? found = null;
        foreach (var name in Names(candidate, facts, byAuthor))
        {
            if (_splits.TryGetValue(name, out var split))
                found = Strictest(found, split);
        }

        return found;
    }

    /// <summary>The one of two splits that is nearer to training; the other one when one is null.</summary>
    internal static Split? Strictest(Split? a, Split? b) => a is null || b < a ? b : a;

    private static IEnumerable<string> Names(Candidate candidate, PhotoFacts facts, bool byAuthor)
    {
        yield return $"photo:{candidate.Id}\n{candidate.Url}";
        yield return $"sha256:{facts.Sha256}";
        if (byAuthor && candidate.Author is { } author)
            yield return $"author:{author}";
    }
}

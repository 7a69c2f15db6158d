using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Splitting;

/// <summary>
/// The splits that earlier versions gave to photos and authors. A photo is known by its id and URL, and by its bytes;
/// where versions disagree, train wins over validation and validation over test.
/// </summary>
public sealed class KnownSplits
{
    private readonly Dictionary<string, Split> _splits = new(StringComparer.Ordinal);

    /// <summary>Nothing is known: the first version of a dataset.</summary>
    public static KnownSplits None => new();

    /// <summary>Remembers a photo of an earlier version.</summary>
    public void Add(AssembledPhoto photo)
    {
        foreach (var name in Names(photo.Candidate, photo.Facts, byAuthor: true))
            _splits[name] = _splits.TryGetValue(name, out var known) && known < photo.Split ? known : photo.Split;
    }

    /// <summary>The split that earlier versions gave to this photo or, if asked, to its author; null when they did not know them.</summary>
    public Split? Of(Candidate candidate, PhotoFacts facts, bool byAuthor)
    {
        if (_splits.Count == 0)
            return null;
        Split? earliest = null;
        foreach (var name in Names(candidate, facts, byAuthor))
        {
            if (_splits.TryGetValue(name, out var split) && !(earliest <= split))
                earliest = split;
        }

        return earliest;
    }

    private static IEnumerable<string> Names(Candidate candidate, PhotoFacts facts, bool byAuthor)
    {
        yield return $"photo:{candidate.Id}\n{candidate.Url}";
        yield return $"sha256:{facts.Sha256}";
        if (byAuthor && candidate.Author is { } author)
            yield return $"author:{author}";
    }
}

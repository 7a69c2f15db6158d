using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Statistics;

namespace PhotoScore.Core.Tests.Datasets;

/// <summary>Makes what a test needs but does not care about.</summary>
internal static class Some
{
    public static Candidate Candidate(string id, string? label = null, string? author = null, params (string Name, double Value)[] metrics) => new()
    {
        Key = CandidateKey.Of(0, id),
        Source = 0,
        Id = id,
        Url = $"https://photos.example/{id}.jpg",
        Author = author,
        GivenLabel = label,
        Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value),
    };

    /// <summary>Facts that no other seed has, however near.</summary>
    public static PhotoFacts Facts(string seed, ulong? dhash = null, long offset = 512, long length = 100)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        return new PhotoFacts
        {
            Sha256 = Convert.ToHexStringLower(hash),
            Bytes = length * 3,
            Format = "jpeg",
            DHash = dhash ?? BitConverter.ToUInt64(hash, 0),
            PHash = BitConverter.ToUInt64(hash, 8),
            Width = 640,
            Height = 480,
            Moments = PhotoMoments.Of(hash.AsSpan(0, 30)),
            Offset = offset,
            Length = length,
        };
    }

    public static LedgerEntry Kept(Candidate candidate, PhotoFacts? facts = null) => new(candidate, Outcomes.Kept, null, facts ?? Facts(candidate.Id));

    public static AssembledPhoto Photo(string id, Split split = Split.Train, int label = 0, double? score = null, string? tar = null, long length = 100)
    {
        var candidate = Candidate(id, metrics: [("views", id.Length), ("favorites", 1)]);
        return new AssembledPhoto(candidate, Facts(id, length: length), tar ?? "some.tar", score, label, split, candidate.Key);
    }

    public static string Id(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    public static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        var shuffled = items.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}

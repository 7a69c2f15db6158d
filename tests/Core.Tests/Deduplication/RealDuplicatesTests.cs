using System.Security.Cryptography;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Tests.Imaging;

namespace PhotoScore.Core.Tests.Deduplication;

/// <summary>Known duplicates among real photos that may lie beside the repository.</summary>
public sealed class RealDuplicatesTests(ITestOutputHelper output)
{
    [Fact]
    public void Byte_identical_faces_are_exact_clusters_and_the_others_are_not()
    {
        var folder = SharedData.Folder("faces-smile");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var names = files.Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).ToArray();

        var clusters = Clusters.FindExact(files.Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))).ToArray());

        var found = clusters.Index().Where(c => c.Item != c.Index).Select(c => Pair(names[c.Item], names[c.Index]));
        var expected = Rows("faces-smile_pairs.csv").Where(row => row[3] == "byte-identical").Select(row => Pair(row[0], row[1]));
        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void Same_faces_in_other_bytes_are_near_within_6_bits()
    {
        var folder = SharedData.Folder("faces-smile");
        foreach (var row in Rows("faces-smile_pairs.csv").Where(row => row[3].StartsWith("same photo", StringComparison.Ordinal)))
        {
            var distance = HashOf(Path.Combine(folder, row[0])).DistanceTo(HashOf(Path.Combine(folder, row[1])));
            output.WriteLine($"{distance,2} {string.Join(' ', row)}");

            // A box drawn over a part is not promised to be found.
            if (row[3] == "same photo, different bytes")
                Assert.InRange(distance, 0, 6);
        }
    }

    [Theory]
    [InlineData("made")]
    [InlineData("resized")]
    public void Near_duplicates_are_found_without_joining_different_photos(string set)
    {
        var folder = SharedData.Folder("near-dup");
        var rows = Rows("near-dup_groups.csv").Where(row => row[0].StartsWith(set + "/", StringComparison.Ordinal)).ToArray();

        var clusters = Clusters.Find(rows.Select(row => HashOf(Path.Combine(folder, row[0])).Bits).ToArray(), 10);

        var found = clusters.Index().Where(c => c.Item != c.Index).ToArray();
        var copies = rows.Length - rows.DistinctBy(row => row[1]).Count();
        output.WriteLine($"{set}: {found.Length} of {copies} copies found");
        Assert.All(found, c => Assert.Equal(rows[c.Item][1], rows[c.Index][1]));
        Assert.True(found.Length >= copies / 2, $"Only {found.Length} of {copies} copies were found.");
    }

    private static Hash64 HashOf(string file)
    {
        using var image = ImageDecoder.Decode(File.ReadAllBytes(file));
        return DHash.Of(image.Pixels);
    }

    private static (string, string) Pair(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    // The last column may hold commas in quotes.
    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(SharedData.Folder("truth"), file)).Skip(1).Select(line => line.Split(',', 4).Select(cell => cell.Trim('"')).ToArray());
}

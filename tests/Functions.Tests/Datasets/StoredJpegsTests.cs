using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Functions.Datasets.Packing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class StoredJpegsTests
{
    [Fact]
    public void Runs_neighbours_are_read_together_and_distant_ones_apart()
    {
        var photos = new[] { Photo("a", 2_000_000, 100), Photo("b", 0, 50), Photo("a", 512, 10_000), Photo("a", 11_000, 300) };

        var runs = StoredJpegs.Runs(photos).Select(run => (run.Tar, string.Join(' ', run.Photos), run.Offset, run.Length));

        Assert.Equal([("a", "2 3", 512L, 10_788L), ("a", "0", 2_000_000L, 100L), ("b", "1", 0L, 50L)], runs);
    }

    [Fact]
    public void Runs_any_photos_are_each_within_one_run() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 60_000_000], Gen.Int[1, 9_000_000]).Array[1, 40].Sample(places =>
        {
            var photos = places.Select(place => Photo($"{place.Item1}", place.Item2, place.Item3)).ToArray();

            var runs = StoredJpegs.Runs(photos).ToList();

            Assert.Equal(Enumerable.Range(0, photos.Length), runs.SelectMany(run => run.Photos).Order());
            foreach (var run in runs)
            {
                Assert.All(run.Photos, i => Assert.True(photos[i].Tar == run.Tar && photos[i].Facts.Offset >= run.Offset));
                Assert.Equal(run.Photos.Max(i => photos[i].Facts.Offset + photos[i].Facts.Length), run.Offset + run.Length);
            }
        });

    private static AssembledPhoto Photo(string tar, long offset, long length) => new(
        new Candidate { Key = "00-0", Source = 0, Id = "0", Url = "http://a.example/0.jpg" },
        new PhotoFacts { Sha256 = "", Bytes = 1, Format = "jpeg", DHash = 0, PHash = 0, Moments = default, Width = 1, Height = 1, Offset = offset, Length = length },
        tar, Score: null, Label: 0, Split.Train, Cluster: "00-0");
}

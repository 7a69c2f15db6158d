using System.Globalization;
using PhotoScore.Core.Datasets;
using PhotoScore.Local.PhotoSite.Faults;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>A fifth of the photos fail. Where trying again helps, nothing of it is left; where it does not, the ledger says why.</summary>
public sealed class FaultyBuildTests(FaultyPhotoSite site) : IClassFixture<FaultyPhotoSite>
{
    private const int SiteSeed = 1;
    private const double Share = 0.2;

    public static TheoryData<string> Kinds => [.. One.Keys];

    private static Dictionary<string, FaultRates> One => new()
    {
        ["truncated"] = new() { Truncated = Share },
        ["html"] = new() { Html = Share },
        ["empty"] = new() { Empty = Share },
        ["not-found"] = new() { NotFound = Share },
        ["too-many"] = new() { TooMany = Share, RetryAfterSeconds = 1 },
        ["too-many-twice"] = new() { TooMany = Share, RetryAfterSeconds = 0, Failures = 2 },
        ["slow"] = new() { Slow = Share, SlowMilliseconds = 200 },
        ["server-error"] = new() { ServerError = Share, Failures = 2 },
        ["cut"] = new() { Cut = Share },
        ["stalled"] = new() { Stalled = Share, SlowMilliseconds = 20_000 },
        ["refused"] = new() { Refused = Share, Failures = 3 },
        ["moved"] = new() { Moved = Share },
        ["removed"] = new() { Removed = Share },
        ["unreachable"] = new() { Unreachable = Share },
        ["no-ai"] = new() { NoAi = Share },
        ["all"] = new()
        {
            Truncated = Share / 14,
            Html = Share / 14,
            Empty = Share / 14,
            NotFound = Share / 14,
            TooMany = Share / 14,
            Slow = Share / 14,
            ServerError = Share / 14,
            Cut = Share / 14,
            Stalled = Share / 14,
            Refused = Share / 14,
            Moved = Share / 14,
            Removed = Share / 14,
            Unreachable = Share / 14,
            NoAi = Share / 14,
            SlowMilliseconds = 200,
            RetryAfterSeconds = 1,
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Build_a_fifth_of_the_photos_fails_each_as_it_must(string kind)
    {
        var faults = One[kind];

        var build = await site.BuildAsync($"fault-{kind}", faults);

        var expected = site.Flawless.Select(photo => Index(photo)).ToDictionary(index => index, index => Expected(faults.Of(SiteSeed, index)));
        Assert.Contains(expected, pair => faults.Of(SiteSeed, pair.Key) != Fault.None);
        Assert.Equal(new SortedDictionary<int, string>(expected), new SortedDictionary<int, string>(new Dictionary<int, string>(await site.OutcomesAsync(build))));
        var photos = await site.PhotosAsync(build);
        Assert.Equal(
            site.Flawless.Where(photo => expected[Index(photo)] == Outcomes.Kept).Select(photo => (photo.Photo.Key, photo.Photo.Facts.Sha256)),
            photos.Select(photo => (photo.Photo.Key, photo.Photo.Facts.Sha256)));
        // Labels and splits are decided over all photos: they are the same when all are there.
        if (photos.Count == site.Flawless.Count)
            Assert.Equal(site.Flawless.Select(photo => (photo.Photo.Label, photo.Photo.Split, photo.Photo.Score)), photos.Select(photo => (photo.Photo.Label, photo.Photo.Split, photo.Photo.Score)));
    }

    private static int Index(Core.Datasets.Tables.PhotoRow photo) => int.Parse(photo.Photo.Candidate.Id, CultureInfo.InvariantCulture);

    // What a fault comes to, by what the site says of it.
    private static string Expected(Fault fault) => fault switch
    {
        Fault.Truncated => "truncated",
        Fault.Html => "not-an-image",
        Fault.Empty => "empty",
        Fault.NotFound => "http-404",
        Fault.Removed => "http-410",
        Fault.Unreachable => "unreachable",
        Fault.NoAi => "opted-out",
        _ => "kept",
    };
}

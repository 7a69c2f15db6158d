using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets;
using PhotoScore.Local.PhotoSite;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>The photo site in this process, and the build of its photos without a fault that all others are compared with.</summary>
public sealed class FaultyPhotoSite(AzuriteFixture azurite) : IAsyncLifetime
{
    // FAULT_PHOTOS=2000 makes each build as large as the figures in docs/downloads.md.
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("FAULT_PHOTOS") ?? "200", CultureInfo.InvariantCulture);

    private readonly HttpClient _http = new();
    private WebApplication _site = null!;
    private BuildBench _bench = null!;

    /// <summary>The photos of a build that met no fault.</summary>
    internal IReadOnlyList<PhotoRow> Flawless { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _site = Site.Create("--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", nameof(LogLevel.None), "--CacheMegabytes", "512");
        await _site.StartAsync();
        _bench = await BuildBench.CreateAsync(azurite, ("Builds:CandidatesPerChunk", "50"));
        Flawless = await PhotosAsync(await BuildAsync("flawless", new FaultRates()));
        Assert.Equal(Count, Flawless.Count);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _bench.DisposeAsync();
        await _site.DisposeAsync();
    }

    internal async Task<BuildId> BuildAsync(string name, FaultRates faults)
    {
        var list = $"lists/{name}.jsonl";
        var address = QueryHelpers.AddQueryString(faults.AppendTo($"{_site.Urls.Single()}/list.jsonl"), "count", $"{Count}");
        await _bench.UploadAsync(list, await _http.GetByteArrayAsync(address, TestContext.Current.CancellationToken));
        return await _bench.BuildAsync(name, $$"""
            { "sources": [ { "kind": "urls", "blob": "{{list}}" } ], "image": { "minWidth": 1, "minHeight": 1, "size": 48 }, "duplicates": { "hash": "none" },
              "download": { "timeoutSeconds": 4, "retries": 3, "perHostPerSecond": 10000 },
              "labels": { "kind": "score", "score": { "ratio": [ "favorites", "views" ], "smoothing": 1, "log": 2 }, "cut": "median" } }
            """);
    }

    internal Task<IReadOnlyList<PhotoRow>> PhotosAsync(BuildId build) => _bench.PhotosAsync(build);

    internal async Task<IReadOnlyDictionary<int, string>> OutcomesAsync(BuildId build) =>
        (await _bench.LedgerAsync(build)).ToDictionary(entry => int.Parse(entry.Candidate.Id, CultureInfo.InvariantCulture), entry => entry.Outcome);
}

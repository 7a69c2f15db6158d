using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>The serving classes put together on real storage.</summary>
internal sealed class Serving : IDisposable
{
    private readonly PredictFunctions _functions;

    public Serving(PhotoStorage storage, PredictionLimits? limits = null, params IPredictionObserver[] observers)
    {
        limits ??= new() { CurrentFor = TimeSpan.Zero };
        Storage = storage;
        Observers = [.. observers];
        Catalog = new(storage);
        Promoter = new(storage, Catalog, new(storage), TimeProvider.System);
        Sessions = new(storage, Catalog, limits, TimeProvider.System);
        Router = new(storage, Sessions, limits, TimeProvider.System, Logs.For<ModelRouter>());
        Readiness = new(Catalog, Sessions, Router, limits, TimeProvider.System);
        Queue = new(limits);
        Shadows = new(Router, Queue, limits, Observers, Logs.For<ShadowMirror>());
        Predictor = new(limits, Queue, new(limits, Queue, TimeProvider.System), Shadows, Observers);
        Scorer = new(storage, Router, Predictor, Catalog, limits, TimeProvider.System, NullLogger<UploadScorer>.Instance);
        Neighbours = new(storage, limits);
        Duplicates = new(storage, limits);
        var answerer = new PhotoAnswerer(Predictor, new(Predictor, limits), Neighbours, Duplicates);
        _functions = new(
            new(limits, Urls, new(storage, limits)), Router, Sessions, Predictor, answerer, Catalog, TimeProvider.System, NullLogger<PredictFunctions>.Instance);
    }

    public PhotoStorage Storage { get; }

    public ModelCatalog Catalog { get; }

    public Promoter Promoter { get; }

    public ModelSessions Sessions { get; }

    public ModelRouter Router { get; }

    public ModelReadiness Readiness { get; }

    public Predictor Predictor { get; }

    public IReadOnlyList<IPredictionObserver> Observers { get; }

    public PredictionQueue Queue { get; }

    public ShadowMirror Shadows { get; }

    /// <summary>What the router and the mirror logged.</summary>
    public KeptLog Logs { get; } = new();

    public NeighbourFinder Neighbours { get; }

    public KnownDuplicateFinder Duplicates { get; }

    public UploadScorer Scorer { get; }

    public FakeUrls Urls { get; } = new();

    public async Task<PredictionAnswer> AnswerAsync(HttpRequest request, string? version = null) =>
        Assert.IsType<PredictionAnswer>(Assert.IsType<JsonResult>(await SendAsync(request, version)).Value);

    public async Task<ProblemDetails> RefusalAsync(HttpRequest request, string model = "smiles", string? version = null) =>
        Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await SendAsync(request, version, model)).Value);

    public Task<IActionResult> SendAsync(HttpRequest request, string? version = null, string model = "smiles") => version is null
        ? _functions.Current(request, model, TestContext.Current.CancellationToken)
        : _functions.Version(request, model, version, TestContext.Current.CancellationToken);

    public static HttpRequest Request(string? contentType, byte[] body, string query = "")
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query);
        request.ContentType = contentType;
        request.ContentLength = body.Length;
        request.Body = new MemoryStream(body);
        return request;
    }

    public void Dispose()
    {
        Shadows.Dispose();
        Queue.Dispose();
        Readiness.Dispose();
        Router.Dispose();
        Sessions.Dispose();
    }
}

/// <summary>Addresses that answer with a file from memory.</summary>
internal sealed class FakeUrls : IUrlPhotos
{
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>How often any were asked for.</summary>
    public int Asked { get; private set; }

    public Task<IReadOnlyList<PhotoInput>> FetchAsync(IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        Asked += urls.Count;
        return Task.FromResult<IReadOnlyList<PhotoInput>>([.. urls.Select(url => Files.TryGetValue(url, out var file)
            ? new PhotoInput(file)
            : new PhotoInput(null, new("not-found", "There is nothing at the address.")))]);
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Core.Training;
using PhotoScore.Functions.OpenInference;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.OpenInference;

/// <summary>The protocol's functions on real storage, and what they write.</summary>
internal sealed class Protocol : IDisposable
{
    private readonly PredictionLimits _limits;
    private readonly Serving _serving;
    private readonly ServedModels _models;
    private readonly ServiceProvider _mvc = Mvc();

    public Protocol(PhotoStorage storage, PredictionLimits? limits = null)
    {
        _limits = limits ?? new() { CurrentFor = TimeSpan.Zero };
        _serving = new(storage, _limits);
        _models = new(_serving.Catalog, _serving.Router, _serving.Sessions);
    }

    public PhotoStorage Storage => _serving.Storage;

    public Serving Serving => _serving;

    /// <summary>The model of <see cref="Some"/> in a first version, which is current.</summary>
    public static async Task<Protocol> WithModelAsync(AzuriteFixture azurite, PredictionLimits? limits = null)
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        var protocol = new Protocol(storage, limits);
        await protocol.PromoteAsync(1);
        return protocol;
    }

    public Task PromoteAsync(int version) => _serving.Promoter.PromoteAsync(Some.Model, new(version), Promotion.Always, TestContext.Current.CancellationToken);

    public Task<Written> InferAsync(HttpRequest request, string model = "smiles", string? version = null)
    {
        var functions = new InferFunctions(_models, new(_serving.Predictor), _limits);
        return WriteAsync(request, version is null
            ? functions.Current(request, model, TestContext.Current.CancellationToken)
            : functions.Version(request, model, version, TestContext.Current.CancellationToken));
    }

    public Task<Written> DescribeAsync(string model, string? version = null)
    {
        var functions = new DescribeFunctions(_models, _limits);
        var request = Get();
        return WriteAsync(request, version is null
            ? functions.DescribeModel(request, model, TestContext.Current.CancellationToken)
            : functions.DescribeVersion(request, model, version, TestContext.Current.CancellationToken));
    }

    public Task<Written> ModelReadyAsync(string model, string? version = null)
    {
        var functions = new HealthFunctions(_models, _serving.Readiness);
        var request = Get();
        return WriteAsync(request, version is null
            ? functions.ModelIsReady(request, model, TestContext.Current.CancellationToken)
            : functions.VersionIsReady(request, model, version, TestContext.Current.CancellationToken));
    }

    public Task<Written> ReadyAsync()
    {
        var request = Get();
        return WriteAsync(request, new HealthFunctions(_models, _serving.Readiness).IsReady(request, TestContext.Current.CancellationToken));
    }

    public static HttpRequest Json(object body) => Serving.Request("application/json", JsonSerializer.SerializeToUtf8Bytes(body));

    public static HttpRequest Binary((byte[] Body, string JsonLength) body)
    {
        var request = Serving.Request("application/octet-stream", body.Body);
        request.Headers["Inference-Header-Content-Length"] = body.JsonLength;
        return request;
    }

    public void Dispose()
    {
        _mvc.Dispose();
        _serving.Dispose();
    }

    private static HttpRequest Get() => new DefaultHttpContext().Request;

    private static ServiceProvider Mvc()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddMvcCore();
        return services.BuildServiceProvider();
    }

    private async Task<Written> WriteAsync(HttpRequest request, Task<IActionResult> answer)
    {
        var context = request.HttpContext;
        context.RequestServices = _mvc;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await answer).ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
        return new(context.Response, body.ToArray());
    }
}

/// <summary>An answer as it went out.</summary>
internal sealed class Written(HttpResponse response, byte[] body)
{
    public int Status => response.StatusCode;

    public string? RetryAfter => response.Headers.RetryAfter;

    public string? ContentType => response.ContentType;

    public long? ContentLength => response.ContentLength;

    public byte[] Body => body;

    /// <summary>Where the JSON ends; null where no header says so.</summary>
    public int? JsonLength => response.Headers["Inference-Header-Content-Length"].ToString() is { Length: > 0 } length ? int.Parse(length, CultureInfo.InvariantCulture) : null;

    public JsonElement Json => JsonElement.Parse(body.AsSpan(0, JsonLength ?? body.Length));

    public string Error => Json.GetProperty("error").GetString()!;

    /// <summary>Numbers of an output in the JSON.</summary>
    public float[] Numbers(int output) => [.. Json.GetProperty("outputs")[output].GetProperty("data").EnumerateArray().Select(number => number.GetSingle())];
}

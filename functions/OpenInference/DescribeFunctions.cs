using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Models;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.OpenInference.Answers;
using PhotoScore.Functions.OpenInference.Tensors;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Says what the server and its models are.</summary>
internal sealed class DescribeFunctions(ServedModels models, PredictionLimits limits)
{
    // The protocol lists the platforms that there are; this is an ONNX file, run by ONNX Runtime.
    private const string Platform = "onnx_onnxv1";

    private static readonly ServerMetadata Server = new(
        "photoscore",
        typeof(DescribeFunctions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        ["binary_tensor_data"]);

    [Function("OpenInferenceServer")]
    public static IActionResult DescribeServer([HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Root)] HttpRequest request) => ApiJson.Of(Server);

    [Function("OpenInferenceModel")]
    public Task<IActionResult> DescribeModel(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Model)] HttpRequest request, string model, CancellationToken cancellation) =>
        DescribeAsync(request, model, null, cancellation);

    [Function("OpenInferenceModelVersion")]
    public Task<IActionResult> DescribeVersion(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Version)] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation) => DescribeAsync(request, model, version, cancellation);

    private Task<IActionResult> DescribeAsync(HttpRequest request, string model, string? version, CancellationToken cancellation) =>
        ProtocolError.CatchAsync(request, async () =>
        {
            var manifest = await models.ManifestAsync(model, version, cancellation);
            var versions = await models.PublishedAsync(manifest.Model, cancellation);
            var tensors = new ModelTensors(manifest);
            return ApiJson.Of(new ModelMetadata(
                manifest.Model.Value, [.. versions.Select(published => published.ToString())], Platform, [tensors.Image], tensors.Outputs, Properties(manifest, tensors)));
        });

    // 'inputs' are the ones that the network needs, and clients send all of them; so the other way in is said here.
    private Dictionary<string, string> Properties(ModelManifest manifest, ModelTensors tensors) => new()
    {
        ["classes"] = string.Join(", ", manifest.Classes),
        ["version"] = manifest.Version.ToString(),
        ["maxBatch"] = $"{limits.MaxPhotos}",
        [tensors.Photo.Name] =
            $"In place of '{tensors.Image.Name}': {tensors.Photo.Datatype} {Shapes.Text(tensors.Photo.Shape)}, files of JPEG, PNG, WebP or GIF in any size; in JSON as base64.",
    };
}

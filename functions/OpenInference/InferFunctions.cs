using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Functions.OpenInference.Answers;
using PhotoScore.Functions.OpenInference.Requests;
using PhotoScore.Functions.OpenInference.Tensors;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Runs tensors through a model.</summary>
internal sealed class InferFunctions(ServedModels models, TensorEngine engine, PredictionLimits limits)
{
    [Function("OpenInferenceInfer")]
    public Task<IActionResult> Current(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Model + "/infer")] HttpRequest request, string model, CancellationToken cancellation) =>
        AnswerAsync(request, model, null, cancellation);

    [Function("OpenInferenceInferVersion")]
    public Task<IActionResult> Version(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Version + "/infer")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation) => AnswerAsync(request, model, version, cancellation);

    private Task<IActionResult> AnswerAsync(HttpRequest request, string model, string? version, CancellationToken cancellation) =>
        ProtocolError.CatchAsync(request, async () =>
        {
            var held = await models.HoldAsync(model, version, cancellation);
            try
            {
                return await InferAsync(request, held, cancellation);
            }
            finally
            {
                held.Release();
            }
        });

    private async Task<IActionResult> InferAsync(HttpRequest request, LoadedModel model, CancellationToken cancellation)
    {
        ContentChecks.Check(request);
        engine.RefuseWhenFull();
        using var body = await RequestBody.ReadAsync(request, limits.MaxBodyBytes, cancellation);
        var faults = new Faults();
        using var asked = InferenceRequestReader.Read(body.Bytes, request.Headers[ProtocolHeaders.JsonLength], limits.MaxPhotos, faults);
        var plan = InferencePlan.Of(asked, new ModelTensors(model.Manifest), limits, faults);

        var rows = await engine.RunAsync(model, plan, cancellation);
        var answer = new InferenceAnswer(model.Manifest, asked.Id, [.. plan.Outputs.Select(output => Tensor(output, rows))]);
        return answer.LacksJson
            ? ProtocolError.Of(StatusCodes.Status500InternalServerError, "The network gave a number that JSON does not have (infinity, or none at all): ask for binary data.")
            : answer;
    }

    private static AnsweredTensor Tensor(PlannedOutput output, PredictionOutput[] rows) => new(
        output.Tensor.Name,
        [.. rows.Select(row => output.Tensor.Name == ModelTensors.EmbeddingName ? row.Embedding!.Value : row.Probabilities)],
        output.Binary);
}

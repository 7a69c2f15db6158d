using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace PhotoScore.Functions.Api.OpenApi;

/// <summary><c>GET /api/openapi.json</c>: what can be asked here, for people and for client generators.</summary>
internal sealed class OpenApiEndpoint(ApiDescription document)
{
    [Function("GetOpenApi")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        new FileContentResult(document.Bytes.ToArray(), "application/json") { EntityTag = new EntityTagHeaderValue(document.Tag) };
}

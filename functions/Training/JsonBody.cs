using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PhotoScore.Functions.Training;

/// <summary>Reads the body of a request.</summary>
internal static class JsonBody
{
    private const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <returns>Whether it is JSON; the faults are told otherwise.</returns>
    public static async Task<(bool IsJson, JsonNode? Json)> ReadAsync(HttpRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        if (request.ContentLength > MostBytes)
        {
            faults.Add("$", $"The body has more than {MostBytes} bytes.");
            return (false, null);
        }
        try
        {
            return (true, await JsonNode.ParseAsync(request.Body, documentOptions: Options, cancellationToken: cancellation));
        }
        catch (JsonException e)
        {
            faults.Add("$", $"The body is no JSON: {e.Message}");
            return (false, null);
        }
    }
}

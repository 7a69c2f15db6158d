using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary><c>GET /faults</c> and <c>PUT /faults</c>: the stand-ins' rates, read and set while the site runs.</summary>
internal static class FaultEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/faults", (SiteFaults faults) => Results.Json(faults.All, Json));
        routes.MapPut("/faults", async (HttpRequest request, SiteFaults faults, CancellationToken cancellation) =>
        {
            try
            {
                faults.Replace(await JsonSerializer.DeserializeAsync<Dictionary<string, ServiceFaults>>(request.Body, Json, cancellation)
                    ?? throw new ArgumentException("An object is needed, with services as members."));
                return Results.Json(faults.All, Json);
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
            }
        });
    }
}

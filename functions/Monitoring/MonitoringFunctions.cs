using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Monitoring;

/// <summary><c>GET …/{version}/monitoring</c>: what a version is served against what it was validated on.</summary>
internal sealed class MonitoringFunctions(ModelCatalog catalog, MonitoringReader reader, MonitoringWriter writer, TimeProvider time)
{
    private const int DefaultDays = 14;
    private const int MostDays = 90;

    [Function("GetMonitoring")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = @"api/models/{model}/{version:regex(^v\d+$)}/monitoring")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation)
    {
        var asked = request.Query["days"].ToString();
        var days = DefaultDays;
        if (asked.Length > 0 && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MostDays))
            return Problem.Invalid("The monitoring can't be read like that.", new Dictionary<string, string[]> { ["days"] = [$"'{asked}' is no number from 1 to {MostDays}."] });
        if (!ModelName.TryParse(model, out var name) || !VersionId.TryParse(version, out var id) || !await catalog.IsPublishedAsync(name, id, cancellation))
            return Problem.NotFound(await UnknownModel.DescribeAsync(catalog, model, version, cancellation));

        // What this process saw since its last minute; that of others is at most a minute old.
        await writer.FlushAsync(cancellation);
        return ApiJson.Of(await reader.ReadAsync(name, id, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), days, cancellation));
    }
}

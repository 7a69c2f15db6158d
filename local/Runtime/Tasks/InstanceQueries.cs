using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>What the management routes answer about instances.</summary>
internal static class InstanceQueries
{
    private const string ContinuationHeader = "x-ms-continuation-token";

    public static async Task<IResult> GetAsync(string id, HttpRequest request, DurableHub hub, CancellationToken cancellation)
    {
        var instance = await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation);
        if (instance is null)
            return Results.NotFound();
        var status = InstanceStatus.Of(instance, showInput: Flag(request, "showInput", otherwise: true));
        if (Flag(request, "showHistory", otherwise: false))
        {
            var history = await hub.ReadHistoryAsync(id, cancellation) ?? [];
            status["historyEvents"] = InstanceStatus.Of(history, Flag(request, "showHistoryOutput", otherwise: false));
        }
        if (instance.IsCompleted)
        {
            var failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed;
            var asError = failed && Flag(request, "returnInternalServerErrorOnFailure", otherwise: false);
            return Results.Json(status, statusCode: asError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
        }
        request.HttpContext.Response.Headers.Location = InstanceLinks.Of(request, hub.Client.Name, id).StatusQueryGetUri;
        request.HttpContext.Response.Headers.RetryAfter = InstanceLinks.RetryAfterSeconds;
        return Results.Json(status, statusCode: StatusCodes.Status202Accepted);
    }

    public static async Task<IResult> ListAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellation)
    {
        if (ReadFilter(request, out var filter) is { } fault)
            return Results.BadRequest(fault);
        var showInput = Flag(request, "showInput", otherwise: true);
        await foreach (var page in client.GetAllInstancesAsync(filter).AsPages(filter.ContinuationToken, filter.PageSize).WithCancellation(cancellation))
        {
            if (page.ContinuationToken is { } token)
                request.HttpContext.Response.Headers[ContinuationHeader] = token;
            return Results.Json(page.Values.Select(instance => InstanceStatus.Of(instance, showInput)));
        }
        return Results.Json(Array.Empty<object>());
    }

    /// <summary>Reads the filters of the query string; gives what is wrong with them, or null.</summary>
    public static string? ReadFilter(HttpRequest request, out OrchestrationQuery filter)
    {
        filter = new OrchestrationQuery(FetchInputsAndOutputs: true)
        {
            InstanceIdPrefix = request.Query["instanceIdPrefix"],
            ContinuationToken = request.Headers[ContinuationHeader],
        };
        var statuses = new List<OrchestrationRuntimeStatus>();
        foreach (var text in request.Query["runtimeStatus"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status))
                return $"runtimeStatus '{text}' is none of {string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())}.";
            statuses.Add(status);
        }
        if (statuses.Count > 0)
            filter = filter with { Statuses = statuses };
        if (!ReadTime(request, "createdTimeFrom", out var from) || !ReadTime(request, "createdTimeTo", out var to))
            return "createdTimeFrom and createdTimeTo must be times such as 2024-05-01T12:00:00Z.";
        filter = filter with { CreatedFrom = from, CreatedTo = to };
        if (request.Query["top"].ToString() is not { Length: > 0 } top)
            return null;
        if (!int.TryParse(top, out var size) || size < 1)
            return "top must be a whole number from 1.";
        filter = filter with { PageSize = size };
        return null;
    }

    private static bool ReadTime(HttpRequest request, string name, out DateTimeOffset? time)
    {
        time = null;
        if (request.Query[name].ToString() is not { Length: > 0 } text)
            return true;
        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        time = value;
        return read;
    }

    private static bool Flag(HttpRequest request, string name, bool otherwise) =>
        bool.TryParse(request.Query[name], out var value) ? value : otherwise;
}

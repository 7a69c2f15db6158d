using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>The addresses by which one instance is watched and steered.</summary>
internal sealed record InstanceLinks(
    string Id,
    string StatusQueryGetUri,
    string SendEventPostUri,
    string TerminatePostUri,
    string PurgeHistoryDeleteUri,
    string RestartPostUri,
    string SuspendPostUri,
    string ResumePostUri)
{
    public const string RetryAfterSeconds = "10";

    public static InstanceLinks Of(HttpRequest request, string hubName, string id)
    {
        var root = $"{request.Scheme}://{request.Host}{ManagementApi.Root}/instances/{Uri.EscapeDataString(id)}";
        var query = $"taskHub={Uri.EscapeDataString(hubName)}&connection=Storage";
        var key = request.HttpContext.RequestServices.GetRequiredService<IConfiguration>()["FunctionKeys:durabletask"];
        if (!string.IsNullOrEmpty(key))
            query += $"&code={Uri.EscapeDataString(key)}";
        return new(
            id,
            $"{root}?{query}",
            $"{root}/raiseEvent/{{eventName}}?{query}",
            $"{root}/terminate?reason={{text}}&{query}",
            $"{root}?{query}",
            $"{root}/restart?{query}",
            $"{root}/suspend?reason={{text}}&{query}",
            $"{root}/resume?reason={{text}}&{query}");
    }

    /// <summary>202 with the addresses, and where and when to ask for the status.</summary>
    public IResult Accepted(HttpRequest request)
    {
        request.HttpContext.Response.Headers.Location = StatusQueryGetUri;
        request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Json(this, statusCode: StatusCodes.Status202Accepted);
    }
}

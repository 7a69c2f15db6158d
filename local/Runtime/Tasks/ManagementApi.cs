using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Runtime.Http;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>The routes by which a person or a script watches and steers instances, as the real extension has them.</summary>
internal static class ManagementApi
{
    public const string Root = "/runtime/webhooks/durabletask";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var root = endpoints.MapGroup(Root).AddEndpointFilter(async (call, next) =>
            call.HttpContext.RequestServices.GetRequiredService<HttpKeys>().Allow(call.HttpContext.Request, AuthorizationLevel.System, "durabletask")
                ? await next(call)
                : Results.Unauthorized());
        root.MapGet("instances/{id}", InstanceQueries.GetAsync);
        root.MapGet("instances", InstanceQueries.ListAsync);
        root.MapDelete("instances/{id}", InstanceCommands.PurgeAsync);
        root.MapDelete("instances", InstanceCommands.PurgeAllAsync);
        root.MapPost("instances/{id}/raiseEvent/{name}", InstanceCommands.RaiseEventAsync);
        root.MapPost("instances/{id}/terminate", (string id, string? reason, DurableTaskClient client, CancellationToken cancellation) =>
            InstanceCommands.SteerAsync(id, client, () => client.TerminateInstanceAsync(id, (object?)reason, cancellation), cancellation));
        root.MapPost("instances/{id}/suspend", (string id, string? reason, DurableTaskClient client, CancellationToken cancellation) =>
            InstanceCommands.SteerAsync(id, client, () => client.SuspendInstanceAsync(id, reason, cancellation), cancellation));
        root.MapPost("instances/{id}/resume", (string id, string? reason, DurableTaskClient client, CancellationToken cancellation) =>
            InstanceCommands.SteerAsync(id, client, () => client.ResumeInstanceAsync(id, reason, cancellation), cancellation));
        root.MapPost("instances/{id}/restart", InstanceCommands.RestartAsync);
        root.MapPost("orchestrators/{name}/{id?}", InstanceCommands.StartAsync);
    }
}

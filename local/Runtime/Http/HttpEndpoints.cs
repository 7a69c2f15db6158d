using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Http;

/// <summary>Maps the HTTP functions and the root page.</summary>
internal static class HttpEndpoints
{
    public static IReadOnlyList<HttpFunction> MapFunctions(
        IEndpointRouteBuilder endpoints, IEnumerable<DiscoveredFunction> functions, string routePrefix)
    {
        var mapped = new List<HttpFunction>();
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger)
                continue;
            var http = new HttpFunction(function, trigger, routePrefix);
            http.Map(endpoints);
            mapped.Add(http);
        }
        return mapped;
    }

    public static void MapHomepage(IEndpointRouteBuilder endpoints, IConfiguration configuration)
    {
        if (configuration.GetValue("AzureWebJobsDisableHomepage", false))
            return;
        endpoints.MapGet("/", () => Results.Text("The function app is up.", "text/plain"));
    }
}

using Microsoft.Azure.Functions.Worker;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Http;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>The list of functions that a person sees when the host has started.</summary>
internal static class FunctionListing
{
    public static IEnumerable<string> Write(ActiveFunctions functions, string routePrefix, string url) =>
        functions.Functions.Select(function => $"{function.Name}: {Describe(function, routePrefix, url)}")
            .Concat(functions.Disabled.Select(function => $"{function.Name}: disabled"));

    private static string Describe(DiscoveredFunction function, string routePrefix, string url) => function.Trigger switch
    {
        HttpTriggerAttribute trigger => DescribeHttp(new HttpFunction(function, trigger, routePrefix), url),
        BlobTriggerAttribute trigger => $"blobTrigger {trigger.BlobPath}",
        QueueTriggerAttribute trigger => $"queueTrigger {trigger.QueueName}",
        TimerTriggerAttribute trigger => $"timerTrigger {trigger.Schedule}",
        _ => FunctionBinding.Of(function.TriggerParameter)!.Type,
    };

    private static string DescribeHttp(HttpFunction http, string url) =>
        $"[{(http.Methods.Count == 0 ? "ANY" : string.Join(',', http.Methods))}] {url.TrimEnd('/')}/{http.Route}";
}

using Microsoft.AspNetCore.WebUtilities;

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>Answers what was asked for, or what its fault makes of it.</summary>
internal sealed class FaultyAnswers(FailureMemory memory)
{
    /// <summary>In the query of an address that a moved photo's redirect leads to.</summary>
    private const string Hop = "hop";

    // Nobody listens on the port of a service of 1969.
    private const string Nowhere = "http://127.0.0.1:1/photo";

    public async Task<IResult> AnswerAsync(Reply reply, HttpContext context)
    {
        var fault = reply.Faults.Of(reply.Seed, reply.Index);
        if (fault == Fault.Slow)
            await Task.Delay(reply.Faults.Wait, context.RequestAborted);
        if (fault == Fault.NoAi)
            context.Response.Headers["X-Robots-Tag"] = "noai, noimageai";

        return fault switch
        {
            Fault.Truncated => (reply.Content() is var whole ? whole with { Body = whole.Body[..(whole.Body.Length / 2)] } : whole).ToResult(),
            Fault.Html => Results.Content("<!DOCTYPE html><html><body><h1>This photo is no longer available</h1></body></html>", "text/html"),
            Fault.Empty => Results.Bytes([], reply.Content().ContentType),
            Fault.NotFound => Results.NotFound(),
            Fault.Moved when !context.Request.Query.ContainsKey(Hop) => Redirect(context.Request, reply.Index),
            Fault.Removed => reply.Removed,
            Fault.Unreachable => Results.Redirect($"{Nowhere}/{reply.Index}.jpg"),
            _ when Passes(fault) && memory.FailsNow(reply.Service, reply.Seed, reply.Index, reply.Faults.Failures ?? 1) => Failure(fault, reply),
            _ => reply.Content().ToResult(),
        };
    }

    private static bool Passes(Fault fault) => fault is Fault.TooManyRequests or Fault.ServerError or Fault.Cut or Fault.Stalled or Fault.Refused;

    private static IResult Failure(Fault fault, Reply reply) => fault switch
    {
        Fault.TooManyRequests => reply.Errors.TooMany(TimeSpan.FromSeconds(reply.Faults.RetryAfterSeconds ?? 1)),
        Fault.ServerError => reply.Errors.Unavailable(reply.Index),
        Fault.Cut => new CutResult(reply.Content()),
        Fault.Stalled => new StalledResult(reply.Content(), reply.Faults.Wait),
        _ => new RefusedResult(),
    };

    private static IResult Redirect(HttpRequest request, int index)
    {
        var target = QueryHelpers.AddQueryString($"{request.Path}{request.QueryString}", Hop, "1");
        return Results.Redirect(target, permanent: index % 2 == 0, preserveMethod: index % 4 < 2);
    }
}

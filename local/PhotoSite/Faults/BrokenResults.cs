namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>Half of the body under the whole body's length, and then the connection breaks.</summary>
internal sealed class CutResult(Payload payload) : IResult
{
    // Kestrel closes a connection whose answer ends before the length that it promised, once that half is on its way. Breaking
    // the connection here could overtake it.
    public Task ExecuteAsync(HttpContext httpContext) => Halves.WriteFirstAsync(httpContext, payload);
}

/// <summary>Half of the body, a long wait, and the rest.</summary>
internal sealed class StalledResult(Payload payload, TimeSpan wait) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await Halves.WriteFirstAsync(httpContext, payload);
        // A client that gives up is what this fault is for, so its leaving is no error.
        await Task.Delay(wait, httpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!httpContext.RequestAborted.IsCancellationRequested)
            await httpContext.Response.Body.WriteAsync(payload.Body.AsMemory(payload.Body.Length / 2));
    }
}

/// <summary>No answer at all: the connection breaks.</summary>
internal sealed class RefusedResult : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Abort();
        return Task.CompletedTask;
    }
}

internal static class Halves
{
    public static async Task WriteFirstAsync(HttpContext context, Payload payload)
    {
        context.Response.ContentType = payload.ContentType;
        context.Response.ContentLength = payload.Body.Length;
        await context.Response.Body.WriteAsync(payload.Body.AsMemory(0, payload.Body.Length / 2));
        await context.Response.Body.FlushAsync();
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Http;

/// <summary>A request that starts a function, and where its result goes.</summary>
internal sealed class HttpInput(HttpContext context) : TriggerInput
{
    private Dictionary<string, object?>? _data;

    public override HttpContext HttpContext => context;

    /// <summary>The query's values, and over them those of the route.</summary>
    public override IReadOnlyDictionary<string, object?> Data => _data ??= Collect();

    public static async ValueTask<object?> ReadBodyAsync(HttpContext? context, Type type, CancellationToken cancellation)
    {
        if (context is null)
            throw new NotSupportedException("[FromBody] needs an HTTP trigger");
        return await JsonSerializer.DeserializeAsync(context.Request.Body, type, FunctionJson.Options, cancellation);
    }

    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation) => new(context.Request);

    public override Task CompleteAsync(object? result) => HttpResults.WriteAsync(context, result);

    private Dictionary<string, object?> Collect()
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in context.Request.Query)
            data[name] = values.ToString();
        foreach (var (name, value) in context.Request.RouteValues)
            data[name] = value;
        return data;
    }
}

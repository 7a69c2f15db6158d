using Microsoft.AspNetCore.Http;
using PhotoScore.Local.Runtime.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The request behind an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request's context, or null when no request started the function.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(HttpFunction.HttpContextKey, out var value) ? value as HttpContext : null;
    }
}

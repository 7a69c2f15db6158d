using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace PhotoScore.Local.Runtime.Http;

/// <summary>
/// Keys from section <c>FunctionKeys</c> of the configuration: <c>master</c> opens all, <c>host</c> every function, a function's
/// name that function, <c>durabletask</c> the management routes. Without any, all is open: the host listens on loopback only.
/// </summary>
internal sealed class HttpKeys(IConfiguration configuration)
{
    private readonly Dictionary<string, byte[]> _keys = configuration.GetSection("FunctionKeys").GetChildren()
        .Where(key => !string.IsNullOrEmpty(key.Value))
        .ToDictionary(key => key.Key, key => Encoding.UTF8.GetBytes(key.Value!), StringComparer.OrdinalIgnoreCase);

    public bool Allow(HttpRequest request, AuthorizationLevel level, string function) =>
        level == AuthorizationLevel.Anonymous || _keys.Count == 0 || level switch
        {
            AuthorizationLevel.Admin => Shows(request, "master"),
            AuthorizationLevel.System => Shows(request, "master", "durabletask"),
            _ => Shows(request, "master", "host", function),
        };

    private bool Shows(HttpRequest request, params ReadOnlySpan<string> names)
    {
        var shown = request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];
        var bytes = Encoding.UTF8.GetBytes(shown.ToString());
        var allowed = false;
        foreach (var name in names)
            allowed |= _keys.TryGetValue(name, out var key) && CryptographicOperations.FixedTimeEquals(key, bytes);
        return allowed;
    }
}

using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function on a request; the parameter is an <c>HttpRequest</c>.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, at level <see cref="AuthorizationLevel.Function"/>.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>These methods, at level <see cref="AuthorizationLevel.Function"/>.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route, an ASP.NET Core template below the host's route prefix; by default the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The methods that are answered; none means all.</summary>
    public string[]? Methods { get; }

    /// <summary>What key a caller must show when keys are configured.</summary>
    public AuthorizationLevel AuthLevel { get; } = AuthorizationLevel.Function;
}

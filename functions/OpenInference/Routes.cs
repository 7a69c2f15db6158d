using Microsoft.AspNetCore.Http;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Where the protocol has its parts. A version is <c>v3</c>, or <c>3</c> as other servers count.</summary>
internal static class Routes
{
    public const string Root = "v2";
    public const string Live = Root + "/health/live";
    public const string Ready = Root + "/health/ready";
    public const string Model = Root + "/models/{model}";
    public const string Version = Model + "/versions/{version}";

    /// <summary>Whether a path is one of the protocol's, whose errors have a form of their own.</summary>
    public static bool Have(PathString path) => path.StartsWithSegments($"/{Root}", StringComparison.OrdinalIgnoreCase);
}

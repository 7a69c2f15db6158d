namespace PhotoScore.Functions.OpenInference;

/// <summary>Where the protocol has its parts. A version is <c>v3</c>, or <c>3</c> as other servers count.</summary>
internal static class Routes
{
    public const string Root = "v2";
    public const string Live = Root + "/health/live";
    public const string Ready = Root + "/health/ready";
    public const string Model = Root + "/models/{model}";
    public const string Version = Model + "/versions/{version}";
}

namespace PhotoScore.Functions.OpenInference;

/// <summary>Names of headers.</summary>
internal static class ProtocolHeaders
{
    /// <summary>Bytes of JSON at the beginning of a body with binary data.</summary>
    public const string JsonLength = "Inference-Header-Content-Length";
}

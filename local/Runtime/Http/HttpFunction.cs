namespace PhotoScore.Local.Runtime.Http;

internal static class HttpFunction
{
    internal const string HttpContextKey = "HttpRequestContext";
}

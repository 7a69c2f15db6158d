namespace PhotoScore.Functions.Datasets.Listing.Apis;

/// <summary>The HTTP client for APIs, whose addresses the configuration names. Follows no redirect: the key would go with it.</summary>
internal static class ApiHttp
{
    private const int LargestAnswer = 32 << 20;

    public static HttpClient CreateClient(TimeSpan? timeout = null)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = LargestAnswer,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("PhotoScore/1.0 (photo dataset builder)");
        return client;
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

/// <summary>Photos over TLS, by what both sides speak.</summary>
public sealed class Http2Tests
{
    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task FetchAsync_over_tls_speaks_the_newest_that_both_know(HttpProtocols offered, string spoken)
    {
        using var certificate = SelfSigned();
        var heard = "";
        await using var site = await StartAsync(certificate, offered, http =>
        {
            heard = http.Request.Protocol;
            return http.Response.Body.WriteAsync(new byte[] { 0xFF, 0xD8, 0xFF, 1, 2, 3 }).AsTask();
        });

        var result = await FetchAsync(site, certificate);

        Assert.Equal(6, Assert.IsType<FetchedPhoto>(result).Bytes.Length);
        Assert.Equal(spoken, heard);
    }

    [Fact]
    public async Task FetchAsync_stream_that_breaks_over_http2_is_asked_again()
    {
        using var certificate = SelfSigned();
        var visits = 0;
        await using var site = await StartAsync(certificate, HttpProtocols.Http2, async http =>
        {
            visits++;
            await http.Response.Body.WriteAsync(new byte[] { 0xFF, 0xD8, 0xFF, 1, 2, 3 });
            await http.Response.Body.FlushAsync();
            if (visits == 1)
                http.Abort();
        });

        Assert.IsType<FetchedPhoto>(await FetchAsync(site, certificate));
        Assert.Equal(2, visits);
    }

    [Fact]
    public async Task FetchAsync_certificate_that_nobody_vouches_for_is_unreachable_at_once()
    {
        using var certificate = SelfSigned();
        await using var site = await StartAsync(certificate, HttpProtocols.Http1AndHttp2, _ => Task.CompletedTask);

        var fault = Assert.IsType<FetchFault>(await FetchAsync(site, trusted: null));

        Assert.Equal(("unreachable", true), (fault.Outcome, fault.Detail.Contains("certificate", StringComparison.Ordinal)));
    }

    private static async Task<FetchResult> FetchAsync(WebApplication site, X509Certificate2? trusted)
    {
        using var client = PublicHttp.CreateClient(new DownloadOptions { AllowLoopback = true }, trusted);
        using var slots = new RequestSlots(4);
        return await new PhotoDownloader(client, slots, new ByteBudget(1_000_000), TimeProvider.System)
            .FetchAsync($"{site.Urls.Single().Replace("127.0.0.1", "localhost")}/a.jpg", "seed", new DownloadRecipe { MaxBytes = 1_000_000 },
                new HostRates(1_000, TimeProvider.System), TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, HttpProtocols protocols, Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(certificate);
        }));
        var site = builder.Build();
        site.Run(http => answer(http));
        await site.StartAsync();
        return site;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }
}

using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Http;

public sealed class HttpFunctionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api/echo/abc/7", "abc 7 null")]
    [InlineData("api/echo/abc/7?extra=x", "abc 7 x")]
    [InlineData("api/versions/v12", "version 12")]
    [InlineData("api/versions/latest", "name latest")]
    [InlineData("api/minimal", "minimal")]
    public async Task Get_route_of_a_function_calls_it_with_its_values(string path, string expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, await app.Http.GetStringAsync(path, Cancellation));
    }

    [Theory]
    [InlineData("api/echo/abc/seven")]
    [InlineData("api/nothing")]
    [InlineData("echo/abc/7")]
    public async Task Get_route_of_no_function_is_not_found(string path)
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(path, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Get_root_with_an_empty_prefix_is_the_apps_page_when_the_homepage_is_off()
    {
        await using var app = await StartAsync(
            ("AzureFunctionsJobHost:extensions:http:routePrefix", ""), ("AzureWebJobsDisableHomepage", "true"));

        Assert.Equal("page", await app.Http.GetStringAsync("", Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("other", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Post_body_is_bound_and_the_result_is_camel_case()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.PostAsJsonAsync("api/body", new { firstName = "Ada" }, Cancellation);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""{"fullName":"Ada L"}""", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Post_problem_result_is_problem_json()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.GetAsync("api/problem", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_plain_object_is_json()
    {
        await using var app = await StartAsync();

        Assert.Equal("""{"fullName":"plain"}""", await app.Http.GetStringAsync("api/plain", Cancellation));
    }

    [Fact]
    public async Task Get_function_that_throws_answers_500_and_tells_nothing()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.GetAsync("api/fail", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Get_each_invocation_has_a_scope_of_its_own()
    {
        await using var app = await StartAsync();

        var first = await app.Http.GetStringAsync("api/scope", Cancellation);
        var second = await app.Http.GetStringAsync("api/scope", Cancellation);

        Assert.NotEqual(first, second);
        Assert.All([first, second], text => Assert.Equal(text.Split(' ')[0], text.Split(' ')[1]));
    }

    [Theory]
    [InlineData("api/plain", null, 401)]
    [InlineData("api/plain", "wrong", 401)]
    [InlineData("api/plain", "host-key", 200)]
    [InlineData("api/plain", "plain-key", 200)]
    [InlineData("api/plain", "master-key", 200)]
    [InlineData("api/plain?code=host-key", null, 200)]
    [InlineData("api/fail", "plain-key", 401)]
    [InlineData("api/admin", "host-key", 401)]
    [InlineData("api/admin", "master-key", 200)]
    [InlineData("api/minimal", null, 200)]
    public async Task Get_with_keys_configured_asks_for_one(string path, string? key, int status)
    {
        await using var app = await StartAsync(
            ("FunctionKeys:host", "host-key"), ("FunctionKeys:Plain", "plain-key"), ("FunctionKeys:master", "master-key"));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);

        Assert.Equal(status, (int)(await app.Http.SendAsync(request, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData(30_000_000, null, 200)]
    [InlineData(30_000_001, null, 500)]
    [InlineData(30_000_001, 40_000_000, 200)]
    public async Task Post_body_beyond_the_servers_limit_fails_the_function_that_reads_it(int bytes, int? limit, int status)
    {
        await using var app = await TestApp.StartAsync([typeof(HttpFunctions)], builder =>
        {
            builder.Services.AddSingleton<Recorder>().AddScoped<Scoped>();
            if (limit is not null)
                builder.Services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = limit);
        }, ("AzureWebJobsStorage", azurite.ConnectionString));

        // A server that refuses a body closes the connection: the client must ask before it sends.
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/length") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.ExpectContinue = true;
        var answer = await app.Http.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Get_disabled_function_is_not_found()
    {
        await using var app = await StartAsync(("AzureWebJobs.Plain.Disabled", "true"));

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("api/plain", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Get_caller_that_leaves_cancels_the_function()
    {
        await using var app = await StartAsync();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var recorder = app.Services.GetRequiredService<Recorder>();

        var call = app.Http.GetAsync("api/slow", leave.Token);
        await recorder.UntilAsync(1);
        await leave.CancelAsync();
        await recorder.UntilAsync(2);

        Assert.Equal(["started", "cancelled"], recorder.Seen);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Middleware_of_every_kind_runs_around_the_function_from_the_outside_in()
    {
        await using var app = await TestApp.StartAsync([typeof(HttpFunctions)], builder =>
        {
            builder.Services.AddSingleton<Recorder>();
            builder.Services.AddScoped<Scoped>();
            builder.UseMiddleware<RecordingMiddleware>();
            builder.UseMiddleware(async (context, next) =>
            {
                context.InstanceServices.GetRequiredService<Recorder>().Add($"inner {context.GetHttpContext()!.Request.Path}");
                await next();
            });
            builder.UseWhen(context => context.FunctionDefinition.Name == "Other", (_, _) => throw new InvalidOperationException());
        }, ("AzureWebJobsStorage", azurite.ConnectionString));

        await app.Http.GetStringAsync("api/plain", Cancellation);

        Assert.Equal(["before Plain httpTrigger", "inner /api/plain", "after Plain"], app.Services.GetRequiredService<Recorder>().Seen);
    }

    private Task<TestApp> StartAsync(params (string, string)[] settings) => TestApp.StartAsync([typeof(HttpFunctions)], builder =>
    {
        builder.Services.AddSingleton<Recorder>();
        builder.Services.AddScoped<Scoped>();
    }, [("AzureWebJobsStorage", azurite.ConnectionString), .. settings]);
}

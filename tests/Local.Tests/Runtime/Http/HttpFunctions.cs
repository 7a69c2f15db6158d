using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace PhotoScore.Local.Tests.Runtime.Http;

internal sealed class HttpFunctions(Recorder recorder, Scoped scoped)
{
    [Function("Echo")]
    public static IActionResult Echo(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "echo/{text}/{number:int}")] HttpRequest request, string text, int number, string? extra) =>
        new ContentResult { Content = $"{text} {number} {extra ?? "null"}", ContentType = request.ContentType };

    [Function("Version")]
    public static Task<IActionResult> Version([HttpTrigger("get", Route = @"versions/{version:regex(^v\d+$)}")] HttpRequest request, string version) =>
        Task.FromResult<IActionResult>(new ContentResult { Content = $"version {version[1..]}", ContentType = request.ContentType });

    [Function("Name")]
    public static async ValueTask<IActionResult> Name([HttpTrigger("get", Route = "versions/{name}")] HttpRequest request, string name)
    {
        await Task.Yield();
        return new ContentResult { Content = $"name {name}", ContentType = request.ContentType };
    }

    [Function("Minimal")]
    public static IResult Minimal([HttpTrigger(AuthorizationLevel.Anonymous, Route = "minimal")] HttpRequest request) =>
        Results.Text("minimal", request.ContentType);

    [Function("Page")]
    public static Task Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsync("page");

    [Function("Body")]
    public static IActionResult Body([HttpTrigger("post", Route = "body")] HttpRequest request, [FromBody] Person person) =>
        new ObjectResult(new { FullName = person.FirstName + " L" }) { StatusCode = request.HttpContext.Response.StatusCode + 1 };

    [Function("Length")]
    public static async Task<IActionResult> Length([HttpTrigger("post", Route = "length")] HttpRequest request, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellation);
        return new OkObjectResult(content.Length);
    }

    [Function("Problem")]
    public static IActionResult Problem([HttpTrigger("get", Route = "problem")] HttpRequest request) =>
        new BadRequestObjectResult(new ProblemDetails { Title = "no", Status = 400, Instance = request.Path });

    [Function("Plain")]
    public static object Plain([HttpTrigger("get", Route = "plain")] HttpRequest request) => new { FullName = request.Path.Value![5..] };

    [Function("Fail")]
    public static IActionResult Fail([HttpTrigger("get", Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException("A secret of " + request.Path);

    [Function("Admin")]
    public static IActionResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "admin")] HttpRequest request) =>
        new OkObjectResult(request.Method);

    [Function("Scope")]
    public IActionResult Scope([HttpTrigger("get", Route = "scope")] HttpRequest request, FunctionContext context) =>
        new ContentResult { Content = $"{scoped.Id} {context.InstanceServices.GetRequiredService<Scoped>().Id}", ContentType = request.ContentType };

    [Function("Slow")]
    public async Task<IActionResult> Slow([HttpTrigger("get", Route = "slow")] HttpRequest request, CancellationToken cancellation)
    {
        recorder.Add("started");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            recorder.Add("cancelled");
        }
        return new OkObjectResult(request.Method);
    }
}

internal sealed record Person(string FirstName);

internal sealed class Scoped
{
    public Guid Id { get; } = Guid.NewGuid();
}

internal sealed class RecordingMiddleware(Recorder recorder) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        recorder.Add($"before {context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings.Values.Single().Type}");
        await next(context);
        recorder.Add($"after {context.FunctionDefinition.Name}");
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Tasks;

public sealed class ManagementApiTests(AzuriteFixture azurite)
{
    private const string Root = "runtime/webhooks/durabletask";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_orchestrator_starts_it_and_its_links_lead_to_the_result_and_a_readable_history()
    {
        await using var app = await StartAsync();

        var started = await app.Http.PostAsJsonAsync($"{Root}/orchestrators/AddOne/one", 41, Cancellation);
        var links = await started.Content.ReadFromJsonAsync<JsonNode>(Cancellation);
        var instance = await UntilFinishedAsync(app, (string)links!["statusQueryGetUri"]! + "&showHistory=true&showHistoryOutput=true");

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal((string?)links["statusQueryGetUri"], started.Headers.Location?.ToString());
        Assert.Equal("10", started.Headers.RetryAfter?.ToString());
        Assert.Equal(("AddOne", "one", "Completed"), ((string?)instance["name"], (string?)instance["instanceId"], (string?)instance["runtimeStatus"]));
        Assert.Equal((41, 42), ((int?)instance["input"], (int?)instance["output"]));
        var history = instance["historyEvents"]!.AsArray();
        Assert.Equal("ExecutionStarted", (string?)history[0]!["EventType"]);
        Assert.Equal("Completed", (string?)history[^1]!["OrchestrationStatus"]);
        Assert.Contains(history, e => (string?)e!["EventType"] == "TaskCompleted" && (string?)e["FunctionName"] == "Increment" && (int?)e["Result"] == 42);
    }

    [Fact]
    public async Task Get_instance_shows_only_what_is_asked_for()
    {
        await using var app = await StartAsync();
        await app.Http.PostAsJsonAsync($"{Root}/orchestrators/AddOne/one", 41, Cancellation);

        var instance = await UntilFinishedAsync(app, $"{Root}/instances/one?showInput=false&showHistory=true");

        Assert.Null(instance["input"]);
        Assert.DoesNotContain(instance["historyEvents"]!.AsArray(), e => e!["Result"] is not null || e["Input"] is not null);
    }

    [Fact]
    public async Task Get_failed_instance_is_500_only_when_asked_for()
    {
        await using var app = await StartAsync();
        await app.Http.PostAsync($"{Root}/orchestrators/Fail/f", null, Cancellation);
        var instance = await UntilFinishedAsync(app, $"{Root}/instances/f");

        var asError = await app.Http.GetAsync($"{Root}/instances/f?returnInternalServerErrorOnFailure=true", Cancellation);

        Assert.Equal("Failed", (string?)instance["runtimeStatus"]);
        Assert.Contains("on purpose", instance["output"]!.ToString());
        Assert.Equal(HttpStatusCode.InternalServerError, asError.StatusCode);
    }

    [Theory]
    [InlineData("GET", "instances/none", 404)]
    [InlineData("DELETE", "instances/none", 404)]
    [InlineData("POST", "instances/none/raiseEvent/go", 404)]
    [InlineData("POST", "instances/none/terminate", 404)]
    [InlineData("POST", "instances/none/restart", 404)]
    [InlineData("POST", "orchestrators/None", 400)]
    [InlineData("GET", "instances?runtimeStatus=Sleeping", 400)]
    [InlineData("GET", "instances?createdTimeFrom=yesterday", 400)]
    [InlineData("GET", "instances?top=0", 400)]
    public async Task Request_that_names_nothing_is_refused(string method, string path, int status)
    {
        await using var app = await StartAsync();

        var answer = await app.Http.SendAsync(new(new(method), $"{Root}/{path}"), Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Post_body_that_is_no_json_is_refused()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.PostAsync($"{Root}/orchestrators/AddOne", new StringContent("{ broken"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Instance_that_waits_is_steered_by_events()
    {
        await using var app = await StartAsync();
        await app.Http.PostAsync($"{Root}/orchestrators/WaitForGo/w", null, Cancellation);

        var again = await app.Http.PostAsync($"{Root}/orchestrators/WaitForGo/w", null, Cancellation);
        var raised = await app.Http.PostAsJsonAsync($"{Root}/instances/w/raiseEvent/go", "now", Cancellation);
        var instance = await UntilFinishedAsync(app, $"{Root}/instances/w");
        var late = await app.Http.PostAsJsonAsync($"{Root}/instances/w/raiseEvent/go", "late", Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        Assert.Equal("now", (string?)instance["output"]);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task Instance_is_suspended_resumed_terminated_restarted_and_purged()
    {
        await using var app = await StartAsync();
        await app.Http.PostAsync($"{Root}/orchestrators/WaitForGo/w", null, Cancellation);

        await PostAsync(app, "instances/w/suspend?reason=pause", HttpStatusCode.Accepted);
        await UntilAsync(app, "Suspended");
        await PostAsync(app, "instances/w/resume", HttpStatusCode.Accepted);
        await UntilAsync(app, "Running");
        await PostAsync(app, "instances/w/terminate?reason=enough", HttpStatusCode.Accepted);
        var ended = await UntilFinishedAsync(app, $"{Root}/instances/w");
        await PostAsync(app, "instances/w/restart?restartWithNewInstanceId=false", HttpStatusCode.Accepted);
        await UntilAsync(app, "Running");
        await PostAsync(app, "instances/w/terminate", HttpStatusCode.Accepted);
        await UntilFinishedAsync(app, $"{Root}/instances/w");
        var purged = await app.Http.DeleteFromJsonAsync<JsonNode>($"{Root}/instances/w", Cancellation);
        var gone = await app.Http.GetAsync($"{Root}/instances/w", Cancellation);

        Assert.Equal(("Terminated", "enough"), ((string?)ended["runtimeStatus"], (string?)ended["output"]));
        Assert.Equal(1, (int?)purged!["instancesDeleted"]);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Get_instances_filters_and_pages()
    {
        await using var app = await StartAsync();
        foreach (var id in new[] { "a1", "a2", "a3", "b1" })
            await app.Http.PostAsync($"{Root}/orchestrators/WaitForGo/{id}", null, Cancellation);
        await app.Http.PostAsync($"{Root}/orchestrators/Fail/a4", null, Cancellation);
        await UntilFinishedAsync(app, $"{Root}/instances/a4");
        foreach (var id in new[] { "a1", "a2", "a3", "b1" })
            await UntilAsync(app, "Running", id);

        var ids = new List<string>();
        string? token = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/instances?instanceIdPrefix=a&runtimeStatus=Running,Pending&top=2");
            if (token is not null)
                request.Headers.Add("x-ms-continuation-token", token);
            var answer = await app.Http.SendAsync(request, Cancellation);
            var page = (await answer.Content.ReadFromJsonAsync<JsonArray>(Cancellation))!;
            Assert.InRange(page.Count, 0, 2);
            ids.AddRange(page.Select(instance => (string)instance!["instanceId"]!));
            token = answer.Headers.TryGetValues("x-ms-continuation-token", out var values) ? values.Single() : null;
        }
        while (!string.IsNullOrEmpty(token));

        Assert.Equal(["a1", "a2", "a3"], ids.Order());
    }

    [Fact]
    public async Task Request_with_keys_configured_needs_the_durable_one()
    {
        await using var app = await StartAsync(("FunctionKeys:durabletask", "k"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync($"{Root}/instances", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync($"{Root}/instances?code=k", Cancellation)).StatusCode);
    }

    private static async Task PostAsync(TestApp app, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await app.Http.PostAsync($"{Root}/{path}", null, Cancellation)).StatusCode);

    private static async Task UntilAsync(TestApp app, string status, string id = "w")
    {
        JsonNode? instance = null;
        await Until.TrueAsync(
            async () => (string?)(instance = await app.Http.GetFromJsonAsync<JsonNode>($"{Root}/instances/{id}", Cancellation))!["runtimeStatus"] == status,
            () => $"status {status}, it is {instance}");
    }

    private static async Task<JsonNode> UntilFinishedAsync(TestApp app, string path)
    {
        JsonNode? instance = null;
        await Until.TrueAsync(
            async () =>
            {
                var answer = await app.Http.GetAsync(path, Cancellation);
                instance = await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            () => $"the end of the instance, which is {instance}");
        return instance!;
    }

    private Task<TestApp> StartAsync(params (string, string)[] settings) => TestApp.StartAsync(
        [typeof(Functions)],
        configure: null,
        [
            ("AzureWebJobsStorage", azurite.ConnectionString),
            ("AzureFunctionsJobHost:extensions:durableTask:hubName", azurite.NewPrefix()),
            .. settings,
        ]);

    internal static class Functions
    {
        [Function("AddOne")]
        public static Task<int> AddOne([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
            context.CallActivityAsync<int>("Increment", number);

        [Function("Increment")]
        public static int Increment([ActivityTrigger] int number) => number + 1;

        [Function("WaitForGo")]
        public static async Task<string> WaitForGo([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.WaitForExternalEvent<string>("go");

        [Function("Fail")]
        public static Task Fail([OrchestrationTrigger] TaskOrchestrationContext context) =>
            throw new InvalidOperationException($"{context.InstanceId} fails on purpose");
    }
}

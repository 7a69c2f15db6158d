using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Tasks;

namespace PhotoScore.Local.Tests.Runtime.Tasks;

public sealed class TaskFunctionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunOrchestrator_method_runs_on_the_calling_thread_and_ends_with_the_last_task()
    {
        var context = new FakeContext("Orchestrate", input: 20);

        var running = Create().RunOrchestrator(context);

        Assert.Equal(Environment.CurrentManagedThreadId, context.SteppedOn);
        Assert.False(running.IsCompleted);
        context.Pending.SetResult(22);
        Assert.True(running.IsCompletedSuccessfully);
        Assert.Equal(42, await running);
    }

    [Fact]
    public async Task RunOrchestrator_method_that_throws_at_once_gives_a_failed_task()
    {
        var running = Create().RunOrchestrator(new FakeContext("Throws", input: 0));

        await Assert.ThrowsAsync<InvalidOperationException>(() => running);
    }

    [Fact]
    public async Task RunOrchestrator_method_that_fails_later_gives_its_own_exception()
    {
        var context = new FakeContext("orchestrate", input: 1);
        var running = Create().RunOrchestrator(context);

        context.Pending.SetException(new TaskFailedException("Activity", 1, new InvalidOperationException("inner")));

        Assert.Equal("Activity", (await Assert.ThrowsAsync<TaskFailedException>(() => running)).TaskName);
    }

    [Theory]
    [InlineData("Describe", """{"Name":"Ada","Age":36}""", "Ada 36 of i-1")]
    [InlineData("describe", """{"name":"Ada","age":36}""", "Ada 36 of i-1")]
    [InlineData("Nothing", null, null)]
    [InlineData("Nothing", "\"text\"", "text")]
    public async Task RunActivity_input_is_json_of_the_parameters_type(string name, string? input, string? expected)
    {
        Assert.Equal(expected, await Create().RunActivity(name, "i-1", input, Cancellation));
    }

    [Fact]
    public async Task RunActivity_that_throws_gives_its_own_exception()
    {
        await Assert.ThrowsAsync<NotImplementedException>(() => Create().RunActivity("Fails", "i-1", "1", Cancellation));
    }

    [Fact]
    public void Has_function_of_that_kind_whatever_the_case_is_true()
    {
        var functions = Create();

        Assert.True(functions.HasOrchestrator("ORCHESTRATE"));
        Assert.True(functions.HasActivity("Renamed"));
        Assert.False(functions.HasActivity("Orchestrate"));
        Assert.False(functions.HasOrchestrator("Describe"));
    }

    private static TaskFunctions Create()
    {
        var services = new ServiceCollection().AddScoped<Greeting>().BuildServiceProvider();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var functions = FunctionCatalog.Discover([typeof(Orchestrators), typeof(Activities)]).Functions;
        return new(functions, new FunctionInvoker(scopes, NullLoggerFactory.Instance, []), scopes);
    }

    internal sealed record Greeting;

    internal sealed class Orchestrators(Greeting greeting)
    {
        [Function("Orchestrate")]
        public async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context, int input, FunctionContext function)
        {
            Assert.NotNull(greeting);
            Assert.Equal("Orchestrate", function.FunctionDefinition.Name);
            return input + await context.CallActivityAsync<int>("Any");
        }

        [Function("Throws")]
        public static Task Throw([OrchestrationTrigger] TaskOrchestrationContext context) => throw new InvalidOperationException(context.InstanceId);
    }

    internal sealed class Activities(Greeting greeting)
    {
        [Function("Describe")]
        public async Task<string> Describe([ActivityTrigger] Visitor visitor, string instanceId, CancellationToken cancellation)
        {
            Assert.NotNull(greeting);
            await Task.Delay(1, cancellation);
            return $"{visitor.Name} {visitor.Age} of {instanceId}";
        }

        [Function("Nothing")]
        public static string? Nothing([ActivityTrigger] string? text) => text;

        [Function("Fails")]
        public static void Fail([ActivityTrigger] int number) => throw new NotImplementedException(number.ToString());

        [Function("OtherName")]
        public static void Other([ActivityTrigger(Activity = "Renamed")] int number) => Assert.NotEqual(0, number);
    }

    internal sealed record Visitor(string Name, int Age);
}

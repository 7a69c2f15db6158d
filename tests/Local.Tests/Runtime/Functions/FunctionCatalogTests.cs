using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Tests.Runtime.Functions;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Discover_methods_with_the_attribute_finds_static_and_instance_ones()
    {
        var functions = FunctionCatalog.Discover([typeof(Good), typeof(FunctionCatalogTests)]).Functions;

        Assert.Equal(["First", "Second"], functions.Select(function => function.Name));
        Assert.Equal("queueTrigger", functions[0].InputBindings["message"].Type);
        Assert.EndsWith("Good.A", functions[0].EntryPoint);
    }

    [Fact]
    public void Discover_functions_that_cannot_run_names_every_fault()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Discover([typeof(Good), typeof(Bad)]));

        Assert.Contains("'None' has 0 parameters with a trigger", error.Message);
        Assert.Contains("'Two' has 2 parameters with a trigger", error.Message);
        Assert.Contains("'first' is used by", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("'Unseen' is async void", error.Message);
    }

    internal sealed class Good
    {
        [Function("First")]
        public static void A([QueueTrigger("q")] string message) => Assert.NotNull(message);

        [Function("Second")]
        public void B([HttpTrigger] HttpRequest request) => Last = request;

        public HttpRequest? Last { get; private set; }

        public static void NoFunction() => Assert.Fail();
    }

    internal static class Bad
    {
        [Function("None")]
        public static void A(string message) => Assert.NotNull(message);

        [Function("Two")]
        public static void B([QueueTrigger("q")] string message, [TimerTrigger("00:01:00")] TimerInfo timer) => Assert.NotNull(message + timer);

        [Function("first")]
        public static void C([QueueTrigger("q")] string message) => Assert.NotNull(message);

        [Function("Unseen")]
        public static async void D([QueueTrigger("q")] string message)
        {
            Assert.NotNull(message);
            await Task.Yield();
        }
    }
}

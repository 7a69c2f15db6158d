using PhotoScore.Local.Stack.CommandLine;
using PhotoScore.Local.Stack.Demo;
using PhotoScore.Local.Stack.Services;

namespace PhotoScore.Local.Tests.Stack;

public sealed class StackCommandTests
{
    [Fact]
    public async Task Parse_nothing_starts_the_stack_without_a_demo()
    {
        var (stack, demo) = await RunAsync();

        Assert.Equal(new StackOptions(), stack);
        Assert.Null(demo);
    }

    [Fact]
    public async Task Parse_demo_takes_its_options_and_the_stacks()
    {
        var folder = Directory.CreateTempSubdirectory("photos-").FullName;
        var weights = Path.Combine(folder, "some.pth");
        await File.WriteAllTextAsync(weights, "", TestContext.Current.CancellationToken);

        var (stack, demo) = await RunAsync(
            "demo", "--folder", folder, "--exit", "--json", "--photos", "300", "--epochs", "7", "--architecture", "basic-cnn",
            "--init", weights, "--training", "{}",
            "--functions-port", "0", "--azurite-port", "11000", "--no-build");

        Assert.Equal(new StackOptions { FunctionsPort = 0, AzuritePort = 11000, Build = false }, stack);
        Assert.Equal(new DemoOptions { Folder = folder, Exit = true, Json = true, Photos = 300, Epochs = 7, Architecture = "basic-cnn", Init = weights, Training = "{}" }, demo);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Parse_demo_alone_has_the_defaults()
    {
        var (_, demo) = await RunAsync("demo");

        Assert.Equal(new DemoOptions(), demo);
    }

    [Theory]
    [InlineData("demo", "--photos", "3")]
    [InlineData("demo", "--photos", "many")]
    [InlineData("demo", "--folder", "/no/such/folder")]
    [InlineData("demo", "--init", "/no/such/file.pth")]
    [InlineData("demo", "--epochs", "0")]
    [InlineData("--functions-port", "70000")]
    [InlineData("demon")]
    public void Parse_bad_input_is_refused(params string[] arguments) =>
        Assert.NotEmpty(StackCommand.Create((_, _, _) => Task.FromResult(0), (_, _) => Task.FromResult(0)).Parse(arguments).Errors);

    [Fact]
    public async Task Parse_build_only_builds()
    {
        var built = 0;
        var command = StackCommand.Create((_, _, _) => Task.FromResult(1), (_, _) => Task.FromResult(built++));

        Assert.Equal(0, await command.Parse(["build"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, built);
    }

    private static async Task<(StackOptions?, DemoOptions?)> RunAsync(params string[] arguments)
    {
        (StackOptions?, DemoOptions?) seen = default;
        var command = StackCommand.Create((stack, demo, _) =>
        {
            seen = (stack, demo);
            return Task.FromResult(0);
        }, (_, _) => Task.FromResult(1));
        Assert.Equal(0, await command.Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        return seen;
    }
}

using PhotoScore.Local.Stack.Building;
using PhotoScore.Local.Stack.Demo;
using PhotoScore.Local.Stack.Screen;
using PhotoScore.Local.Stack.Services;
using Spectre.Console;

namespace PhotoScore.Local.Stack;

/// <summary>Starts everything, shows it, runs the demo if asked, and ends everything.</summary>
internal static class StackApp
{
    // Ctrl-C in a terminal reaches some children before this program: their end is then no failure.
    private static readonly TimeSpan InterruptGrace = TimeSpan.FromMilliseconds(500);

    /// <returns>0, or 1 when something failed; a message then says what.</returns>
    public static async Task<int> RunAsync(StackOptions options, DemoOptions? demo, CancellationToken interrupt)
    {
        // With --json standard output belongs to the one line of JSON.
        var console = demo is { Json: true } ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }) : AnsiConsole.Console;
        try
        {
            await using var services = await StackServices.StartAsync(options, new Progress(console), interrupt);
            Overview.Write(console, services, options);
            await RunUntilDeathAsync(services, stop => WorkAsync(console, services, demo, stop), interrupt);
            return 0;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            console.MarkupLine("[dim]Ended.[/]");
            return 0;
        }
        catch (Exception e) when (e is StackException or HttpRequestException or Azure.RequestFailedException)
        {
            console.MarkupLine($"[red]{Markup.Escape(e.Message)}[/]");
            return 1;
        }
    }

    /// <returns>0, or 1 when something did not build; a message then says what.</returns>
    public static async Task<int> BuildAsync(StackOptions options, CancellationToken interrupt)
    {
        try
        {
            await ProjectBuild.BuildAllAsync(options.Logs, new Progress(AnsiConsole.Console), interrupt);
            return 0;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return 1;
        }
        catch (StackException e)
        {
            AnsiConsole.MarkupLine($"[red]{Markup.Escape(e.Message)}[/]");
            return 1;
        }
    }

    private static async Task WorkAsync(IAnsiConsole console, StackServices services, DemoOptions? demo, CancellationToken cancellation)
    {
        if (demo is not null)
        {
            var result = await ProgressScreen.RunAsync(console, screen => new DemoRun(services, demo, screen).RunAsync(cancellation));
            ResultTable.Write(console, result);
            if (demo.Json)
                Console.Out.WriteLine(result.ToJson());
            if (demo.Exit)
                return;
        }
        await new InstanceWatch(console, services.Functions).RunAsync(cancellation);
    }

    private static async Task RunUntilDeathAsync(StackServices services, Func<CancellationToken, Task> work, CancellationToken interrupt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        var working = work(stop.Token);
        var death = services.FirstDeathAsync();
        if (await Task.WhenAny(working, death) == death)
        {
            await Task.Delay(InterruptGrace, interrupt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await stop.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            interrupt.ThrowIfCancellationRequested();
            throw new StackException(await death);
        }
        await working;
    }

    private sealed class Progress(IAnsiConsole console) : IProgress<string>
    {
        public void Report(string value) => console.MarkupLine($"[dim]{Markup.Escape(value)}[/]");
    }
}

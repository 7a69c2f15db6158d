using PhotoScore.Local.Stack.Demo;
using Spectre.Console;

namespace PhotoScore.Local.Stack.Screen;

/// <summary>The demo's stages as progress bars, or as lines where the output is no terminal.</summary>
internal sealed class ProgressScreen(IAnsiConsole console, ProgressContext? bars) : IDemoScreen
{
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private readonly Dictionary<string, string> _lines = [];
    private readonly Lock _turn = new();

    /// <summary>Runs <paramref name="work"/> with a screen that suits the console.</summary>
    public static async Task<T> RunAsync<T>(IAnsiConsole console, Func<IDemoScreen, Task<T>> work)
    {
        if (!console.Profile.Capabilities.Interactive)
            return await work(new ProgressScreen(console, null));
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(bars => work(new ProgressScreen(console, bars)));
    }

    public void Show(string stage, double done, double all, string words)
    {
        lock (_turn)
        {
            if (bars is null)
                WriteLine(stage, words);
            else
                Update(stage, done, all, words);
        }
    }

    public void Done(string stage, string words)
    {
        lock (_turn)
        {
            if (bars is null)
                console.WriteLine($"{stage}: {words}");
            else
                Update(stage, 1, 1, words);
        }
    }

    private void Update(string stage, double done, double all, string words)
    {
        if (!_tasks.TryGetValue(stage, out var task))
            _tasks[stage] = task = bars!.AddTask(Markup.Escape(stage), maxValue: 1);
        task.Description = $"[bold]{Markup.Escape(stage)}[/] {Markup.Escape(words)}";
        task.IsIndeterminate = all <= 0;
        task.Value = all <= 0 ? 0 : Math.Min(1, done / all);
    }

    // A log is not a terminal: say a thing once, and leave out what changes many times a second.
    private void WriteLine(string stage, string words)
    {
        var step = words.Split(" · ") is [var first, var second, ..] && second.StartsWith("epoch", StringComparison.Ordinal) ? $"{first} {second}" : words.Split(" · ")[0];
        if (step.Contains(" of ", StringComparison.Ordinal) && !step.Contains("epoch", StringComparison.Ordinal))
            step = "";
        if (_lines.GetValueOrDefault(stage) == step)
            return;
        _lines[stage] = step;
        console.WriteLine($"{stage}: {words}");
    }
}

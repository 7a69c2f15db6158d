using Spectre.Console;

namespace PhotoScore.Trainer.Shell;

/// <summary>How far a command is, on standard error: a bar on a terminal, a line at every tenth elsewhere. Standard output is the answer's alone.</summary>
internal sealed class ShellProgress(string what, Action<double, string> show)
{
    private readonly Lock _turn = new();
    private int _tenths = -1;

    /// <summary>Says how many of how many are done; where nobody knows how many there are, 0.</summary>
    public void Show(int done, int all)
    {
        lock (_turn)
        {
            var share = all == 0 ? 0 : (double)done / all;
            show(share, all == 0 ? $"{what}: {done:N0}" : $"{what}: {done:N0} of {all:N0}");
        }
    }

    /// <summary>Runs work that says how far it is.</summary>
    public static async Task<T> RunAsync<T>(string what, Func<ShellProgress, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(Lines(what));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RemainingTimeColumn()).StartAsync(bars =>
        {
            var bar = bars.AddTask(Markup.Escape(what), maxValue: 1);
            return work(new ShellProgress(what, (share, words) => (bar.Value, bar.Description) = (share, Markup.Escape(words))));
        });
    }

    private static ShellProgress Lines(string what)
    {
        ShellProgress? progress = null;
        return progress = new ShellProgress(what, (share, words) =>
        {
            var tenths = (int)(share * 10);
            if (tenths <= progress!._tenths)
                return;
            progress._tenths = tenths;
            Console.Error.WriteLine(words);
        });
    }
}

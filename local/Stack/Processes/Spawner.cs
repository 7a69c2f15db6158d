using System.Collections.Concurrent;
using System.Diagnostics;

namespace PhotoScore.Local.Stack.Processes;

/// <summary>Starts processes from one thread that lives as long as this program.</summary>
/// <remarks>
/// On Linux a child started through <c>setpriv --pdeathsig KILL</c> dies with its parent, even when that is killed. The kernel
/// means the parent <em>thread</em>: started from a pool thread, a child would die when the pool retires that thread.
/// It also gets a session of its own, so that Ctrl-C in the terminal reaches this program alone, which then ends its children in order.
/// </remarks>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Work = Begin();
    private static readonly string[]? Wrapper = FindWrapper();

    /// <summary>Whether a child leads a process group of its own, which can be ended as one.</summary>
    public static bool GivesGroups => Wrapper is not null;

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        if (Wrapper is not null)
        {
            foreach (var argument in ((string[])[.. Wrapper[1..], start.FileName]).Reverse())
                start.ArgumentList.Insert(0, argument);
            start.FileName = Wrapper[0];
        }
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> Begin()
    {
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
                action();
        })
        { IsBackground = true, Name = "Spawner" }.Start();
        return work;
    }

    // Both come with util-linux. Elsewhere children end with this program unless it is killed.
    private static string[]? FindWrapper()
    {
        if (!OperatingSystem.IsLinux() || Find("setpriv") is not { } setpriv || Find("setsid") is not { } setsid)
            return null;
        return [setpriv, "--pdeathsig", "KILL", setsid];
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}

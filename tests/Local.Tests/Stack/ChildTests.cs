using System.Diagnostics;
using System.Globalization;
using PhotoScore.Local.Stack;
using PhotoScore.Local.Stack.Processes;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Stack;

public sealed class ChildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stack-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Exited_gives_the_code_after_all_output_is_in_the_log()
    {
        await using var child = await StartAsync("for i in $(seq 1 500); do echo out $i; done; echo bad >&2; exit 3");

        Assert.Equal(3, await child.Exited.WaitAsync(Cancellation));
        Assert.Equal(501, File.ReadLines(child.Log).Count());
        Assert.Contains("bad", child.Tail(501));
        Assert.Equal(2, child.Tail(2).Count);
    }

    [Fact]
    public async Task StartAsync_hands_over_the_environment_and_exactly_the_arguments()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        var spec = new ChildSpec("child", "sh", ["-c", "echo \"$GREETING|$1|$2\"", "sh", "a b", "$c"], Path.Combine(_folder, "child.log"))
        {
            Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
        };
        await using var child = await Child.StartAsync(spec);

        await child.Exited.WaitAsync(Cancellation);

        Assert.Equal(["hello|a b|$c"], child.Tail(5));
    }

    [Fact]
    public async Task DisposeAsync_lets_the_program_end_itself()
    {
        var child = await StartAsync("trap 'echo bye; exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        await Until.TrueAsync(() => child.Tail(1) is ["ready"]);

        await child.DisposeAsync();

        Assert.Equal(0, await child.Exited);
        Assert.Equal(["bye"], child.Tail(1));
    }

    [Fact]
    public async Task DisposeAsync_ends_a_program_that_refuses_and_what_it_started()
    {
        var child = await StartAsync("trap '' TERM; sleep 600 & echo $!; while true; do sleep 0.05; done");
        await Until.TrueAsync(() => child.Tail(1) is [var line] && int.TryParse(line, out _));
        var grandchild = int.Parse(child.Tail(1)[0], CultureInfo.InvariantCulture);

        await child.DisposeAsync();

        Assert.NotEqual(0, await child.Exited);
        await Until.TrueAsync(() => !IsRunning(grandchild));
    }

    [Fact]
    public async Task StartAsync_on_linux_gives_the_child_a_session_of_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        await using var child = await StartAsync("echo ready; sleep 600");
        await Until.TrueAsync(() => child.Tail(1) is ["ready"]);

        // proc(5): after the name in parentheses come state, parent, process group and session.
        var stat = (await File.ReadAllTextAsync($"/proc/{child.ProcessId}/stat", Cancellation)).Split(") ")[1].Split(' ');

        Assert.Equal($"{child.ProcessId}", stat[3]);
        Assert.Equal($"{Environment.ProcessId}", stat[1]);
    }

    [Fact]
    public async Task StartAsync_program_missing_is_reported()
    {
        var spec = new ChildSpec("ghost", "/no/such/program", [], Path.Combine(_folder, "ghost.log"));
        try
        {
            // Under the wrapper the program is missed a moment later, by the wrapper.
            await using var child = await Child.StartAsync(spec);
            Assert.NotEqual(0, await child.Exited.WaitAsync(Cancellation));
            Assert.Contains("/no/such/program", string.Join('\n', child.Tail(5)), StringComparison.Ordinal);
        }
        catch (StackException e)
        {
            Assert.Contains("ghost", e.Message, StringComparison.Ordinal);
        }
    }

    private async Task<Child> StartAsync(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        return await Child.StartAsync(new ChildSpec("child", "sh", ["-c", script], Path.Combine(_folder, "child.log")));
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>Which process a host is, in a form that another process of the same machine can check for life.</summary>
internal sealed record HostIdentity(string RunId, string Machine, int ProcessId, DateTimeOffset Started)
{
    public static HostIdentity Mine()
    {
        using var me = Process.GetCurrentProcess();
        return new(Guid.NewGuid().ToString("N"), Environment.MachineName, me.Id, me.StartTime.ToUniversalTime());
    }

    public static HostIdentity? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("run", out var run)
        && metadata.TryGetValue("machine", out var machine)
        && metadata.TryGetValue("process", out var process)
        && metadata.TryGetValue("started", out var started)
            ? new(run, Uri.UnescapeDataString(machine), int.Parse(process), DateTimeOffset.Parse(started))
            : null;

    public Dictionary<string, string> Write() => new()
    {
        ["run"] = RunId,
        ["machine"] = Uri.EscapeDataString(Machine),
        ["process"] = ProcessId.ToString(),
        ["started"] = Started.ToString("O"),
    };

    /// <summary>Whether the process is surely gone: it ran on this machine, and its number is free or belongs to a younger process.</summary>
    public bool IsDead()
    {
        if (Machine != Environment.MachineName)
            return false;
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.HasExited || (process.StartTime.ToUniversalTime() - Started).Duration() > TimeSpan.FromSeconds(2);
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    public override string ToString() => $"process {ProcessId} on {Machine}";
}

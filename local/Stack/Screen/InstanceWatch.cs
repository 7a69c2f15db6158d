using System.Text.Json;
using PhotoScore.Local.Stack.Demo;
using Spectre.Console;

namespace PhotoScore.Local.Stack.Screen;

/// <summary>Live progress: the orchestrations that run, as the durable management API tells them.</summary>
internal sealed class InstanceWatch(IAnsiConsole console, Uri functions)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Shows what runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = functions, Timeout = TimeSpan.FromSeconds(10) };
        if (console.Profile.Capabilities.Interactive)
            await console.Live(Draw([])).StartAsync(screen => FollowAsync(http, instances => screen.UpdateTarget(Draw(instances)), cancellation));
        else
            await FollowAsync(http, WriteChanges(), cancellation);
    }

    private static async Task FollowAsync(HttpClient http, Action<IReadOnlyList<Instance>> show, CancellationToken cancellation)
    {
        while (true)
        {
            show(await ListAsync(http, cancellation));
            await Task.Delay(Pause, cancellation);
        }
    }

    private static async Task<IReadOnlyList<Instance>> ListAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            var body = await http.GetStringAsync("runtime/webhooks/durabletask/instances?top=50", cancellation);
            var list = JsonElement.Parse(body);
            return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Instance.Read)] : [];
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            // The functions are busy: what is shown next is as good.
            return [];
        }
    }

    private static Table Draw(IReadOnlyList<Instance> instances)
    {
        var table = new Table().Border(TableBorder.Simple).Title("[bold]Work[/]").AddColumns("what", "state", "since", "progress");
        foreach (var instance in instances.OrderByDescending(instance => instance.IsRunning).ThenByDescending(instance => instance.Created).Take(12))
            table.AddRow(Markup.Escape(instance.Id), instance.IsRunning ? $"[green]{instance.State}[/]" : instance.State, Markup.Escape(instance.Created), Markup.Escape(instance.Progress));
        if (instances.Count == 0)
            table.AddRow("nothing yet", "", "", "");
        return table;
    }

    private Action<IReadOnlyList<Instance>> WriteChanges()
    {
        var shown = new Dictionary<string, string>();
        return instances =>
        {
            foreach (var instance in instances.Where(instance => shown.GetValueOrDefault(instance.Id) != instance.State))
            {
                shown[instance.Id] = instance.State;
                console.WriteLine($"{instance.Id}: {instance.State}");
            }
        };
    }

    private sealed record Instance(string Id, string State, string Created, string Progress)
    {
        public bool IsRunning => State is "Running" or "Pending";

        public static Instance Read(JsonElement instance) => new(
            instance.Text("instanceId") ?? "?", instance.Text("runtimeStatus") ?? "?", instance.Text("createdTime") ?? "",
            instance.At("customStatus") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } status ? Shorten(status.ToString()) : "");

        private static string Shorten(string text) => text.Length <= 90 ? text : $"{text[..89]}…";
    }
}

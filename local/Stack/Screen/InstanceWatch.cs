using System.Text.Json;
using System.Text.RegularExpressions;
using PhotoScore.Local.Stack.Demo;
using Spectre.Console;

namespace PhotoScore.Local.Stack.Screen;

/// <summary>Live progress: builds and trainings, as the durable management API lists them and their own status tells.</summary>
internal sealed partial class InstanceWatch(IAnsiConsole console, Uri functions)
{
    private const int Rows = 12;
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
            var instances = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(Instance.Read).OfType<Instance>() : [];
            var newest = instances.OrderByDescending(instance => instance.IsRunning).ThenByDescending(instance => instance.Created).Take(Rows);
            return await Task.WhenAll(newest.Select(instance => WithProgressAsync(http, instance, cancellation)));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            // The functions are busy: what is shown next is as good.
            return [];
        }
    }

    private static async Task<Instance> WithProgressAsync(HttpClient http, Instance instance, CancellationToken cancellation)
    {
        if (!instance.IsRunning)
            return instance;
        var status = JsonElement.Parse(await http.GetStringAsync(instance.StatusPath, cancellation));
        return instance with { Progress = instance.IsBuild ? StatusWords.OfBuild(status).Words : StatusWords.OfTraining(status).Words };
    }

    private static Table Draw(IReadOnlyList<Instance> instances)
    {
        var table = new Table().Border(TableBorder.Simple).Title("[bold]Work[/]").AddColumns("what", "state", "since", "progress");
        foreach (var instance in instances)
        {
            var state = instance.IsRunning ? $"[green]{instance.State}[/]" : instance.State;
            table.AddRow(Markup.Escape(instance.What), state, $"{instance.Created.ToLocalTime():MM-dd HH:mm:ss}", Markup.Escape(instance.Progress));
        }
        if (instances.Count == 0)
            table.AddRow("nothing yet", "", "", "");
        return table;
    }

    private Action<IReadOnlyList<Instance>> WriteChanges()
    {
        var shown = new Dictionary<string, string>();
        return instances =>
        {
            foreach (var instance in instances.Where(instance => shown.GetValueOrDefault(instance.What) != instance.State))
            {
                shown[instance.What] = instance.State;
                console.WriteLine($"{instance.What}: {instance.State}");
            }
        };
    }

    private sealed record Instance(bool IsBuild, string Name, string Version, string State, DateTimeOffset Created, string Progress)
    {
        public bool IsRunning => State is "Running" or "Pending";

        public string What => $"{(IsBuild ? "build" : "training")} {Name} {Version}";

        public string StatusPath => IsBuild ? $"api/datasets/{Name}/builds/{Version}" : $"api/models/{Name}/trainings/{Version}";

        /// <summary>Null for the parts of a build, which its own line sums up.</summary>
        public static Instance? Read(JsonElement instance) => IdPattern().Match(instance.Text("instanceId") ?? "") is { Success: true } id
            ? new(id.Groups[1].Value == "build", id.Groups[2].Value, id.Groups[3].Value, instance.Text("runtimeStatus") ?? "?",
                DateTimeOffset.TryParse(instance.Text("createdTime"), out var created) ? created : default, "")
            : null;
    }

    [GeneratedRegex(@"^(build|train)-(.+)-(v\d+)$")]
    private static partial Regex IdPattern();
}

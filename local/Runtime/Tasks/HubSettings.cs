using Microsoft.Extensions.Configuration;
using PhotoScore.Local.Runtime.Durable;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>Reads <c>extensions.durableTask</c> of host.json.</summary>
internal static class HubSettings
{
    public const string DefaultHubName = "TestHubName";

    /// <exception cref="InvalidOperationException">A number is out of range; the message names it.</exception>
    public static DurableOptions Read(IConfigurationSection section, IConfiguration app)
    {
        var defaults = new DurableOptions { HubName = app.Expand(section["hubName"] ?? DefaultHubName) };
        return defaults with
        {
            MaxConcurrentActivityFunctions = Positive(section, "maxConcurrentActivityFunctions", defaults.MaxConcurrentActivityFunctions),
            MaxConcurrentOrchestratorFunctions =
                Positive(section, "maxConcurrentOrchestratorFunctions", defaults.MaxConcurrentOrchestratorFunctions),
            IdleTime = TimeSpan.FromSeconds(Positive(section, "extendedSessionIdleTimeoutInSeconds", (int)defaults.IdleTime.TotalSeconds)),
            StopGrace = ShutdownGrace.Length,
        };
    }

    private static int Positive(IConfigurationSection section, string name, int otherwise)
    {
        if (section[name] is not { } text)
            return otherwise;
        return int.TryParse(text, out var number) && number > 0
            ? number
            : throw new InvalidOperationException($"host.json: extensions.durableTask.{name} is '{text}'; it must be a whole number from 1.");
    }
}

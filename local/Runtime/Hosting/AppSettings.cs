using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>How attributes and triggers read the app's settings.</summary>
internal static partial class AppSettings
{
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    /// <summary>
    /// The connection string behind <c>Connection = "X"</c>: setting <c>AzureWebJobsX</c>, else <c>X</c>. Without a name it is
    /// <c>AzureWebJobsStorage</c>, which is the local Azurite unless configured.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static string ConnectionString(this IConfiguration configuration, string? connection)
    {
        var name = string.IsNullOrEmpty(connection) ? "AzureWebJobsStorage" : configuration.Expand(connection);
        var value = new[] { configuration["AzureWebJobs" + name], configuration[name], configuration.GetConnectionString(name) }
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return value
            ?? (name is "Storage" or "AzureWebJobsStorage" ? DevelopmentStorage : null)
            ?? throw new InvalidOperationException(
                $"Connection '{name}' is not configured: set '{name}' or 'AzureWebJobs{name}' in the environment or in local.settings.json.");
    }

    /// <summary>Replaces each <c>%Name%</c> by the setting of that name.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static string Expand(this IConfiguration configuration, string text) =>
        SettingPattern().Replace(text, match => configuration[match.Groups[1].Value]
            ?? throw new InvalidOperationException($"Setting '{match.Groups[1].Value}', which '{text}' names, is not configured."));

    /// <summary>Whether <c>AzureWebJobs.{function}.Disabled</c> (or with underscores) says so.</summary>
    public static bool IsDisabled(this IConfiguration configuration, string function) =>
        new[] { $"AzureWebJobs.{function}.Disabled", $"AzureWebJobs_{function}_Disabled" }
            .Select(name => configuration[name])
            .Any(value => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds the <c>Values</c> of local.settings.json below what is configured already.</summary>
    public static void AddLocalSettings(this ConfigurationManager configuration, params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            var file = Path.Combine(folder, "local.settings.json");
            if (!File.Exists(file))
                continue;
            var values = new ConfigurationBuilder().AddJsonFile(file).Build().GetSection("Values").AsEnumerable(makePathsRelative: true);
            // Names are written as in the environment, so `A__B` is the setting A:B.
            var settings = values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key.Replace("__", ":"), v.Value));
            configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [.. settings] });
            return;
        }
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingPattern();
}

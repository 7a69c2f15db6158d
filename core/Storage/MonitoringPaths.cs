using System.Globalization;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Storage;

/// <summary>Blob names of what a model version was asked, in container <see cref="Containers.Monitoring"/>.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Its version.</param>
public sealed record MonitoringPaths(ModelName Model, VersionId Version)
{
    /// <summary>What the names of one UTC day begin with.</summary>
    public string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Model}/{Version}/{day:yyyy-MM-dd}/");

    /// <summary>What one process saw on a day; only that process writes it.</summary>
    public string Of(DateOnly day, string instance) => $"{Day(day)}{instance}.json";
}

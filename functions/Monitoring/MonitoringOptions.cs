namespace PhotoScore.Functions.Monitoring;

/// <summary>Section <c>Monitoring</c> of the configuration.</summary>
internal sealed class MonitoringOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Monitoring";

    /// <summary>Whether what is served is summed up.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often a process writes down what it saw; a killed one loses at most so much.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromMinutes(1);
}

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The occurrences of a schedule around now (UTC).</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence that ran.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence; while the function runs, the one that it runs for.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}

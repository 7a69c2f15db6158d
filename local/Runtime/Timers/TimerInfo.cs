namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function may know of its schedule.</summary>
public class TimerInfo
{
    /// <summary>The remembered schedule; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that was missed.</summary>
    public bool IsPastDue { get; set; }
}

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Waits for events of one function's trigger and runs the function for each.</summary>
internal interface ITriggerListener
{
    /// <summary>One line for a person, such as <c>queueTrigger training-events</c>.</summary>
    string Description { get; }

    /// <summary>Runs until <paramref name="stopping"/>, then lets what runs come to its end.</summary>
    Task RunAsync(CancellationToken stopping);
}

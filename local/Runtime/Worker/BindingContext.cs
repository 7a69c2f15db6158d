namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a trigger knows about the event that started an invocation.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name (names are case-insensitive).</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

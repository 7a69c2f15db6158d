namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation gave, as middleware sees and may change it once the function has run.</summary>
public abstract class InvocationResult
{
    /// <summary>What the function returned; null before it has.</summary>
    public abstract object? Value { get; set; }
}

using Microsoft.AspNetCore.Http;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>The event that starts an invocation: gives the trigger parameter its value, in the type that it asks for.</summary>
internal abstract class TriggerInput
{
    /// <summary>What else is known, by name; binds parameters that carry no attribute.</summary>
    public virtual IReadOnlyDictionary<string, object?> Data => Empty;

    public virtual HttpContext? HttpContext => null;

    protected static IReadOnlyDictionary<string, object?> Empty { get; } = new Dictionary<string, object?>();

    public abstract ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation);

    /// <summary>Called with what the function returned, while the services of its scope still live.</summary>
    public virtual Task CompleteAsync(object? result) => Task.CompletedTask;
}

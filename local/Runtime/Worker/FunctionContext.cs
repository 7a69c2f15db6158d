namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of one function, as its code and its middleware see it.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique among all invocations.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for every invocation of a function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>What the trigger knows: route values, queue message properties, blob path captures.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Where middleware leaves things for the function and for other middleware.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the caller is gone or the host stops.</summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;
}

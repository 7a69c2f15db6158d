namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a binding is.</summary>
public abstract class BindingMetadata
{
    /// <summary>The parameter's name.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of binding, such as <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether the function reads it or writes it.</summary>
    public abstract BindingDirection Direction { get; }
}

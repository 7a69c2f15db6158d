namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that ties a parameter or a result to something outside the function.</summary>
[AttributeUsage(AttributeTargets.All)]
public abstract class BindingAttribute : Attribute;

/// <summary>Base of the attributes whose parameter starts the function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>Base of the attributes whose parameter is read when the function starts.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute;

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that ties a parameter or a result to something outside the function.</summary>
public abstract class BindingAttribute : Attribute;

/// <summary>Base of the attributes whose parameter starts the function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>Base of the attributes whose parameter is read when the function starts.</summary>
public abstract class InputBindingAttribute : BindingAttribute;

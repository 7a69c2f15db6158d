namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Base of the attributes that say how a parameter is read.</summary>
public abstract class InputConverterAttribute : Attribute;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The parameter is read from the request's JSON body.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromBodyAttribute : Converters.InputConverterAttribute;

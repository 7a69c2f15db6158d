namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Turns HTTP functions with ASP.NET Core types on.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets functions take an <c>HttpRequest</c> and answer with an <c>IActionResult</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AnswersHttp = true;
        return builder;
    }
}

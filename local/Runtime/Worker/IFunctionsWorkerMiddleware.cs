namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Code that runs around every invocation but those of orchestrators.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs around <paramref name="next"/>, which throws what the function throws.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">What comes after this middleware.</param>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}

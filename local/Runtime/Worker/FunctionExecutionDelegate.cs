namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>One step of an invocation: a middleware with all that comes after it, or the function itself.</summary>
/// <param name="context">The invocation.</param>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

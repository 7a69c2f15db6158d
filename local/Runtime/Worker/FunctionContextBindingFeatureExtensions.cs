using PhotoScore.Local.Runtime.Functions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What goes into an invocation and what comes out of it.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the invocation gives. A value set after the function ran takes the place of its own.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ReturnedValue((FunctionInvocation)context);
    }

    private sealed class ReturnedValue(FunctionInvocation invocation) : InvocationResult
    {
        public override object? Value
        {
            get => invocation.Result;
            set => invocation.Result = value;
        }
    }
}

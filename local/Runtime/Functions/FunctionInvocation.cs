using Microsoft.Azure.Functions.Worker;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>One invocation.</summary>
internal sealed class FunctionInvocation(
    DiscoveredFunction function, TriggerInput input, IServiceProvider services, CancellationToken cancellation) : FunctionContext
{
    public DiscoveredFunction Function { get; } = function;

    public TriggerInput Input { get; } = input;

    /// <summary>What the function returned, once it has.</summary>
    public object? Result { get; set; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Id;

    public override BindingContext BindingContext { get; } = new Bindings(input.Data);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; } = cancellation;

    private sealed class Bindings(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
    }
}

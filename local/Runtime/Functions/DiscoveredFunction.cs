using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>One method that carries <see cref="FunctionAttribute"/>, with its trigger.</summary>
internal sealed class DiscoveredFunction : FunctionDefinition
{
    private readonly ObjectFactory? _factory;

    public DiscoveredFunction(string name, MethodInfo method, TriggerBindingAttribute trigger, ParameterInfo triggerParameter)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        TriggerParameter = triggerParameter;
        Parameters = method.GetParameters();
        InputBindings = Parameters
            .Select(FunctionBinding.Of)
            .OfType<FunctionBinding>()
            .ToImmutableDictionary(b => b.Name, BindingMetadata (b) => b);
        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.ReflectedType!, Type.EmptyTypes);
    }

    public override string Name { get; }

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    public ParameterInfo TriggerParameter { get; }

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    public override string Id => Name;

    public override string PathToAssembly => Method.Module.Assembly.Location;

    public override string EntryPoint => $"{Method.ReflectedType!.FullName}.{Method.Name}";

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>A new object that has the method, or null when the method is static.</summary>
    public object? CreateInstance(IServiceProvider services) => _factory?.Invoke(services, null);

    /// <summary>Calls the method; what it throws comes out as it was thrown.</summary>
    public object? Call(object? instance, object?[] arguments) =>
        Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
}

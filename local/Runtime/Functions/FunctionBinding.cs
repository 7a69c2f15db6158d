using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace PhotoScore.Local.Runtime.Functions;

internal sealed class FunctionBinding(string name, string type) : BindingMetadata
{
    public override string Name { get; } = name;

    public override string Type { get; } = type;

    public override BindingDirection Direction => BindingDirection.In;

    public static FunctionBinding? Of(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<BindingAttribute>() is not { } attribute)
            return null;
        var type = attribute.GetType().Name[..^nameof(Attribute).Length];
        return new(parameter.Name!, char.ToLowerInvariant(type[0]) + type[1..]);
    }
}

using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Runtime.Http;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>Gives every parameter of a function its value.</summary>
internal static class ParameterBinder
{
    public static async Task<object?[]> BindAsync(FunctionInvocation invocation)
    {
        var parameters = invocation.Function.Parameters;
        var arguments = new object?[parameters.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await BindAsync(invocation, parameters[i]);
        return arguments;
    }

    private static async ValueTask<object?> BindAsync(FunctionInvocation invocation, ParameterInfo parameter)
    {
        try
        {
            if (parameter == invocation.Function.TriggerParameter)
                return await invocation.Input.ReadAsync(parameter.ParameterType, invocation.CancellationToken);
            if (parameter.IsDefined(typeof(FromBodyAttribute)))
                return await HttpInput.ReadBodyAsync(invocation.Input.HttpContext, parameter.ParameterType, invocation.CancellationToken);
            return BindPlain(invocation, parameter);
        }
        catch (Exception error) when (error is FormatException or System.Text.Json.JsonException or NotSupportedException)
        {
            throw new FunctionBindingException(invocation.Function.Name, parameter, error.Message, error);
        }
    }

    private static object? BindPlain(FunctionInvocation invocation, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return invocation;
        if (type == typeof(CancellationToken))
            return invocation.CancellationToken;
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return invocation.InstanceServices.GetRequiredService<DurableTaskClient>();
        if (invocation.Input.Data.TryGetValue(parameter.Name!, out var value) && value is not null)
            return TextValue.Convert(value, type);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            return null;
        throw new FunctionBindingException(
            invocation.Function.Name, parameter, "the trigger gives no value of this name, and the type has no null", null);
    }
}

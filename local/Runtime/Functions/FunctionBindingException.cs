using System.Reflection;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>A parameter of a function could not be given its value.</summary>
internal sealed class FunctionBindingException(string function, ParameterInfo parameter, string reason, Exception? cause)
    : Exception($"Function '{function}' was not called: its parameter '{parameter.ParameterType.Name} {parameter.Name}' can't be bound: {reason}", cause);

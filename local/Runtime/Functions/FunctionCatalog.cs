using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>The functions of the app, in the order of their names.</summary>
internal sealed class FunctionCatalog(IReadOnlyList<DiscoveredFunction> functions)
{
    public IReadOnlyList<DiscoveredFunction> Functions { get; } = functions;

    /// <summary>The app's own types, internal ones too (the real worker finds a public method in an internal class), and those of assemblies
    /// that it links to and that hold functions.</summary>
    public static IReadOnlyList<Type> TypesOfApp()
    {
        var runtime = typeof(FunctionAttribute).Assembly.GetName().Name;
        var app = Assembly.GetEntryAssembly();
        if (app is null)
            return [];
        var linked = app.GetReferencedAssemblies()
            .Where(name => !IsFramework(name))
            .Select(Assembly.Load)
            .Where(assembly => assembly.GetReferencedAssemblies().Any(name => name.Name == runtime));
        return [.. linked.Prepend(app).SelectMany(assembly => assembly.GetTypes())];
    }

    /// <summary>Finds the functions among the methods of <paramref name="types"/>.</summary>
    /// <exception cref="InvalidOperationException">Some can't be run; the message names them all.</exception>
    public static FunctionCatalog Discover(IReadOnlyList<Type> types)
    {
        const BindingFlags everyMethod = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;
        var faults = new List<string>();
        var functions = types
            .Where(type => type is { IsClass: true, ContainsGenericParameters: false } and ({ IsAbstract: false } or { IsSealed: true }))
            .SelectMany(type => type.GetMethods(everyMethod))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => Describe(method, faults))
            .OfType<DiscoveredFunction>()
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        faults.AddRange(functions
            .GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"The name '{group.Key}' is used by {string.Join(" and ", group.Select(f => f.EntryPoint))}."));
        return faults.Count == 0
            ? new(functions)
            : throw new InvalidOperationException("Functions that can't be run: " + string.Join(" ", faults));
    }

    private static DiscoveredFunction? Describe(MethodInfo method, List<string> faults)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(trigger => trigger.Attribute is not null)
            .ToList();
        if (string.IsNullOrWhiteSpace(name))
            faults.Add($"{method.ReflectedType}.{method.Name} has an empty name.");
        else if (triggers.Count != 1)
            faults.Add($"'{name}' has {triggers.Count} parameters with a trigger; a function has exactly one.");
        else if (method.IsGenericMethod)
            faults.Add($"'{name}' is a generic method.");
        else if (method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
            faults.Add($"'{name}' is async void; let it return a Task, so that its end and its errors are seen.");
        else
            return new(name, method, triggers[0].Attribute!, triggers[0].Parameter);
        return null;
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name is not { } text
        || text.StartsWith("System.", StringComparison.Ordinal)
        || text.StartsWith("Microsoft.", StringComparison.Ordinal)
        || text.StartsWith("Azure.", StringComparison.Ordinal)
        || text is "System" or "netstandard" or "mscorlib";
}

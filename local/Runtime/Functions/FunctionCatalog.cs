using System.Reflection;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>The functions of the app.</summary>
internal sealed class FunctionCatalog
{
    public static IReadOnlyList<Type> TypesOfApp() => Assembly.GetEntryAssembly()?.GetExportedTypes() ?? [];

    public static FunctionCatalog Discover(IReadOnlyList<Type> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return new();
    }
}

using Microsoft.Extensions.Configuration;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>The functions of the app that are not disabled by configuration.</summary>
internal sealed class ActiveFunctions(FunctionCatalog catalog, IConfiguration configuration)
{
    public IReadOnlyList<DiscoveredFunction> Functions { get; } =
        [.. catalog.Functions.Where(function => !configuration.IsDisabled(function.Name))];

    public IReadOnlyList<DiscoveredFunction> Disabled { get; } =
        [.. catalog.Functions.Where(function => configuration.IsDisabled(function.Name))];
}

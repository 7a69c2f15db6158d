using System.Reflection;

namespace PhotoScore.Trainer.Publishing;

/// <summary>Which commit of the product this program was built from; the SDK puts it behind the plus sign of the informational version.</summary>
internal static class ProductCommit
{
    public static string Id { get; } =
        typeof(ProductCommit).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : "unknown";
}

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed partial class DatasetRoutesTests
{
    [Fact]
    public void Page_of_the_api_lists_every_route_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "datasets-api.md"));

        Assert.Equal(Routes().Order(StringComparer.Ordinal), Listed().Matches(page).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Routes() =>
        from type in typeof(DatasetRoutes).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        let route = trigger?.Route ?? ""
        where route.StartsWith(DatasetRoutes.List, StringComparison.Ordinal)
        from verb in trigger!.Methods!
        select $"{verb.ToUpperInvariant()} /{Constraint().Replace(route, "}")}";

    [GeneratedRegex(@":regex\(.*?\)\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\[`([A-Z]+ /api/[^`]*)`\]\(#")]
    private static partial Regex Listed();
}

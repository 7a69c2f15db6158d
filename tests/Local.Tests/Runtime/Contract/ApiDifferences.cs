using System.Reflection;

namespace PhotoScore.Local.Tests.Runtime.Contract;

/// <summary>What our types show that the real ones do not: code that uses it would compile here and not there.</summary>
internal static class ApiDifferences
{
    public static IEnumerable<string> Find(IEnumerable<Type> ours, ApiListing real, IReadOnlySet<string> unlisted)
    {
        foreach (var type in ours)
        {
            var name = ApiOfType.FullName(type);
            if (unlisted.Contains(name))
                continue;
            if (real.Find(name) is not { } listed)
            {
                yield return $"{name} is not in the listing.";
                continue;
            }
            foreach (var difference in Compare(type, listed))
                yield return $"{name}: {difference}";
        }
    }

    private static IEnumerable<string> Compare(Type type, ListedType listed)
    {
        var kind = ApiOfType.Kind(type);
        // Ours may be sealed where the real type is open; the other way round a subclass would compile here alone.
        if (kind != listed.Kind && kind.Replace("sealed ", "") != listed.Kind)
            yield return $"is a {kind}, really a {listed.Kind}.";
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
        if (listed.Targets.Count > 0 && !listed.Targets.Contains(usage?.ValidOn ?? AttributeTargets.All))
            yield return $"goes on {usage?.ValidOn}, really on {string.Join(" or ", listed.Targets)}.";
        foreach (var member in ApiOfType.Members(type).Select(ApiListing.Normalise).Where(member => !listed.Members.Contains(member)))
            yield return $"'{member}' is not in the listing.";
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Api;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>How photos are compared, and which page of the matches is wanted: <c>?hash=dhash&amp;maxDistance=4&amp;mirror=false&amp;after=…&amp;limit=…</c>.</summary>
/// <param name="Recipe">The hash, the distance, and whether mirror images count.</param>
/// <param name="Skip">How many matches came on pages before.</param>
/// <param name="Limit">Matches of a page.</param>
internal sealed record OverlapRule(DuplicatesRecipe Recipe, int Skip, int Limit)
{
    private const int DefaultLimit = 200;
    private const int DefaultDistance = 4;

    /// <summary>Reads the query and names all its faults.</summary>
    public static OverlapRule? TryRead(HttpRequest request, IDictionary<string, string[]> faults)
    {
        var paging = Paging.TryRead(request, DefaultLimit, faults);
        if (!PerceptualHashes.ByName.TryGetValue(Value("hash", "dhash"), out var hash))
            faults["hash"] = [$"Write one of {string.Join(", ", PerceptualHashes.ByName.Keys)}."];
        var most = hash.MaxDistance();
        if (!Whole(Value("maxDistance", Math.Min(DefaultDistance, most).ToString(CultureInfo.InvariantCulture)), most, out var distance))
            faults["maxDistance"] = [$"Write a whole number from 0 to {most}."];
        if (!bool.TryParse(Value("mirror", "false"), out var mirror))
            faults["mirror"] = ["Write true or false."];
        if (!Whole(paging?.After ?? "0", int.MaxValue, out var skip))
            faults["after"] = ["Write what the page before gave as next."];
        return faults.Count > 0 ? null : new OverlapRule(new DuplicatesRecipe { Hash = hash, MaxDistance = distance, Mirror = mirror }, skip, paging!.Limit);

        string Value(string name, string missing) => request.Query[name].ToString() is { Length: > 0 } text ? text : missing;
    }

    private static bool Whole(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}

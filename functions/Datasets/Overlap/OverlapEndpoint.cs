using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets.Overlaps;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>
/// <c>POST …/{version}/overlap</c>: which photos of this dataset are the same as those of another dataset, of an upload, of a folder, or of a list of hashes, and
/// what their labels are. Whoever tests a model on photos of his own learns whether it has seen them.
/// </summary>
internal sealed class OverlapEndpoint(OverlapReader reader)
{
    [Function("FindOverlap")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = DatasetRoutes.Overlap)] HttpRequest request,
        string dataset,
        string version,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build)
            return DatasetRoutes.Unknown(dataset, version);
        var faults = new Dictionary<string, string[]>();
        if (OverlapRule.TryRead(request, faults) is not { } rule)
            return Problem.Invalid("This overlap can't be asked for", faults);
        try
        {
            var known = await reader.DatasetAsync(dataset, version, rule.Recipe, cancellation);
            var asked = await reader.ReadAsync(request, rule.Recipe, faults, cancellation);
            return faults.Count > 0 ? Problem.Invalid("These photos can't be compared", faults) : ApiJson.Of(Answer(build, rule, known, asked));
        }
        catch (RefusedRequestException e)
        {
            return Problem.Of(e.Status, e.Title, e.Message);
        }
    }

    private static OverlapAnswer Answer(BuildId build, OverlapRule rule, IReadOnlyList<LabelledPhoto> known, AskedPhotos asked)
    {
        var matches = OverlapSearch.Find(rule.Recipe, [.. known.Select(photo => photo.Photo)], [.. asked.Photos.Select(photo => photo.Photo)]);
        var labels = matches.Select(match => match.Known).Distinct().CountBy(k => known[k].Label!).ToDictionary(StringComparer.Ordinal);
        return new OverlapAnswer(
            build.Dataset, build.Version, known.Count, asked.Photos.Count,
            matches.DistinctBy(match => match.Asked).Count(),
            matches.Where(match => match.Exact).DistinctBy(match => match.Asked).Count(),
            new SortedDictionary<string, int>(labels, StringComparer.Ordinal),
            asked.Errors,
            [.. matches.Skip(rule.Skip).Take(rule.Limit).Select(match => Pair(match, known[match.Known], asked.Photos[match.Asked]))],
            rule.Skip + rule.Limit < matches.Count ? $"{rule.Skip + rule.Limit}" : null);
    }

    private static OverlapPair Pair(OverlapMatch match, LabelledPhoto known, LabelledPhoto asked) => new(
        asked.Photo.Id, asked.Label, match.Exact ? "exact" : "near", match.Distance, match.Mirrored, known.Photo.Id, known.Url, known.Label!, known.Split);
}

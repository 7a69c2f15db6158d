using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Scorings;

/// <summary>Reads a scoring's request member by member, so that one bad value does not hide the next.</summary>
internal static class ScoringRequestReader
{
    // As long as a blob's name may be.
    private const int LongestPrefix = 1024;

    private static readonly JsonSerializerOptions Strict = new(StoredJson.Compact) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly Dictionary<string, Type> Members = new()
    {
        ["prefix"] = typeof(string),
        ["container"] = typeof(ScoringContainer?),
        ["dataset"] = typeof(DatasetName),
        ["version"] = typeof(VersionId?),
        ["split"] = typeof(Split?),
        ["modelVersion"] = typeof(VersionId?),
        ["embeddings"] = typeof(bool),
    };

    /// <returns>The request as far as it can be read, so that more faults can be found in it; null where it is no object.</returns>
    public static ScoringRequest? Read(JsonNode? json, RequestFaults faults)
    {
        if (json is not JsonObject members)
        {
            faults.Add("$", "The body must be a JSON object, such as {\"prefix\":\"holiday/\"} or {\"dataset\":\"faces\",\"split\":\"test\"}.");
            return null;
        }

        var sound = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (!Members.TryGetValue(name, out var type))
                faults.Add(name, $"There is no such member; there are {string.Join(", ", Members.Keys)}.");
            else if (IsSound(name, type, value, faults))
                sound[name] = value?.DeepClone();
        }
        foreach (var (path, fault) in Find(members, sound))
            faults.Add(path, fault);
        return sound.Deserialize<ScoringRequest>(Strict);
    }

    private static IEnumerable<(string Path, string Fault)> Find(JsonObject members, JsonObject sound)
    {
        var (prefix, dataset) = (members["prefix"] is not null, members["dataset"] is not null);
        if (!prefix && !dataset)
            yield return ("$", "Name what to score: a 'prefix' of blobs, or a 'dataset'.");
        if (prefix && dataset)
            yield return ("dataset", "Name either a 'prefix' or a 'dataset', not both.");
        if (dataset && members["container"] is not null)
            yield return ("container", "It belongs to a 'prefix'; a dataset's photos lie in its shards.");
        foreach (var name in (string[])["version", "split"])
        {
            if (prefix && members[name] is not null)
                yield return (name, $"It belongs to a 'dataset'{(name == "version" ? "; the model's version is 'modelVersion'" : "")}.");
        }
        if ((string?)sound["prefix"] is not { } text)
            yield break;
        if (text.Length is 0 or > LongestPrefix)
            yield return ("prefix", $"Must have 1 to {LongestPrefix} characters.");
        if (text.StartsWith('/'))
            yield return ("prefix", "Names of blobs begin without a slash.");
    }

    private static bool IsSound(string name, Type type, JsonNode? value, RequestFaults faults)
    {
        if (value is null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null))
            return true;
        try
        {
            value.Deserialize(type, Strict);
            return true;
        }
        catch (JsonException e)
        {
            faults.Add(name, type == typeof(bool) ? "Must be true or false." : TrainingRequestReader.Explain(type, e));
            return false;
        }
    }
}

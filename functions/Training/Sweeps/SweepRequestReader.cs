using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Reads a sweep's request member by member, so that one bad value does not hide the next. The space is looked at by <see cref="SweepSpaces"/>.</summary>
internal static class SweepRequestReader
{
    /// <summary>The most trials of a sweep: all are in one table and one history.</summary>
    public const int MostTrainings = 300;

    private const int MostParallel = 64;
    private const double LeastHours = 0.01;
    private const double MostHours = 720;

    private static readonly JsonSerializerOptions Strict = new(StoredJson.Compact) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly Dictionary<string, Type> Members = new()
    {
        ["dataset"] = typeof(DatasetName),
        ["version"] = typeof(VersionId?),
        ["space"] = typeof(JsonElement?),
        ["weights"] = typeof(IReadOnlyDictionary<string, WeightsSource>),
        ["trainings"] = typeof(int?),
        ["hours"] = typeof(double?),
        ["parallel"] = typeof(int?),
        ["seed"] = typeof(int),
        ["device"] = typeof(TrainingDevice),
        ["promote"] = typeof(Promotion),
    };

    /// <returns>The request as far as it can be read, so that more faults can be found in it; null where it names no dataset.</returns>
    public static SweepRequest? Read(JsonNode? json, RequestFaults faults)
    {
        if (json is not JsonObject members)
        {
            faults.Add("$", "The body must be a JSON object, such as {\"dataset\":\"faces\",\"trainings\":9}.");
            return null;
        }

        var sound = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (!Members.TryGetValue(name, out var type))
                faults.Add(name, $"There is no such member; there are {string.Join(", ", Members.Keys)}. What a training's request has belongs into the space.");
            else if (IsSound(name, type, value, faults))
                sound[name] = value?.DeepClone();
        }

        if (sound["dataset"] is null && !faults.ByPath().ContainsKey("dataset"))
            faults.Add("dataset", "It is required.");
        if (sound["dataset"] is null)
            return null;
        var request = sound.Deserialize<SweepRequest>(Strict)!;
        foreach (var (path, fault) in Find(request))
            faults.Add(path, fault);
        return request;
    }

    private static IEnumerable<(string Path, string Fault)> Find(SweepRequest request)
    {
        if (request.Trainings is < 1 or > MostTrainings)
            yield return ("trainings", $"Must be from 1 to {MostTrainings}.");
        if (request.Hours is { } hours && !(hours is >= LeastHours and <= MostHours))
            yield return ("hours", $"Must be from {LeastHours} to {MostHours}.");
        if (request is { Trainings: not null, Hours: not null })
            yield return ("hours", "Give either 'trainings' or 'hours', not both.");
        if (request.Parallel is < 1 or > MostParallel)
            yield return ("parallel", $"Must be from 1 to {MostParallel}.");
        foreach (var (name, weights) in request.Weights ?? new Dictionary<string, WeightsSource>())
        {
            if (!ArchitectureNames.All.Any(architecture => SweepSpaces.IsOf(architecture, name)))
                yield return ($"weights.{name}", $"It is no architecture, nor what the names of some begin with; there are {string.Join(", ", ArchitectureNames.All)}.");
            foreach (var (path, fault) in WeightsFaults.Find(weights))
                yield return ($"weights.{name}{path["init".Length..]}", fault);
        }
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
            faults.Add(name, TrainingRequestReader.Explain(type, e));
            return false;
        }
    }
}

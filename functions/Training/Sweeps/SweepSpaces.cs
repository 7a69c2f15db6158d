using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>What a sweep knows of its photos and machines when it chooses where to search.</summary>
/// <param name="Photos">Photos of the train split.</param>
/// <param name="Gpu">Whether trainings run on a GPU.</param>
internal sealed record SweepGround(int Photos, bool Gpu);

/// <summary>Turns a request's space into what is searched: a list of objects, one architecture each, weights filled in.</summary>
internal static class SweepSpaces
{
    private const string Default = "default";

    // Each says what the whole sweep does, not one training of it.
    private static readonly string[] Shared = ["dataset", "version", "device", "promote"];

    /// <summary>Whether an architecture is the one of that name, or one of those whose names begin so.</summary>
    public static bool IsOf(string architecture, string name) =>
        architecture == name || architecture.StartsWith(name + "-", StringComparison.Ordinal);

    /// <returns>The spaces, without the members that have faults: the others can still be looked at.</returns>
    public static IReadOnlyList<JsonObject> Resolve(SweepRequest request, SweepGround ground, RequestFaults faults)
    {
        var given = request.Space is { } element ? JsonNode.Parse(element.GetRawText()) : null;
        var spaces = new List<JsonObject>();
        foreach (var (path, node) in given is JsonArray list ? list.Select((node, i) => ($"space[{i}]", node)) : [("space", given)])
        {
            if (node is null || (node is JsonValue word && word.TryGetValue<string>(out var text) && text == Default))
                spaces.AddRange(DefaultSpace.For(ground.Photos, ground.Gpu, architecture => WeightsOf(request, architecture) is not null));
            else if (node is JsonObject space)
                spaces.AddRange(ByArchitecture(space, path, faults));
            else
                faults.Add(path, "Must be an object of members to search, or the word default.");
        }

        foreach (var space in spaces)
            AddWeights(space, request);
        if (spaces.Count == 0 && !faults.Any)
            faults.Add("space", "There is nothing to search: name an architecture.");
        return spaces;
    }

    private static IEnumerable<JsonObject> ByArchitecture(JsonObject space, string path, RequestFaults faults)
    {
        var sound = space.DeepClone().AsObject();
        foreach (var (name, node) in space)
        {
            var found = new RequestFaults();
            Check($"{path}.{name}", name, node, found);
            if (found.Any)
                sound.Remove(name);
            foreach (var (where, messages) in found.ByPath())
                Array.ForEach(messages, message => faults.Add(where, message));
        }
        if (space["architecture"] is null)
            faults.Add($"{path}.architecture", "It is required: an architecture, or a list to choose from.");
        if (sound["architecture"] is null)
            return [];
        if (sound["architecture"] is not JsonArray architectures)
            return [sound];
        return architectures.Select(architecture =>
        {
            var one = sound.DeepClone().AsObject();
            one["architecture"] = architecture?.DeepClone();
            return one;
        });
    }

    private static void Check(string path, string member, JsonNode? node, RequestFaults faults)
    {
        if (Shared.Contains(member))
            faults.Add(path, "It is the same for all trainings: put it beside the space.");
        else if (node is JsonArray { Count: 0 })
            faults.Add(path, "The list is empty: name at least one value.");
        else if (TrialDraw.IsRange(node))
            CheckRange(path, member, node!.AsObject(), faults);
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
                Check($"{path}.{name}", $"{member}.{name}", value, faults);
        }
    }

    private static void CheckRange(string path, string member, JsonObject range, RequestFaults faults)
    {
        var logarithmic = range["log"] is { } log && log.GetValueKind() == JsonValueKind.True;
        if (!RequestMembers.IsNumber(member))
            faults.Add(path, $"'{member}' takes no numbers: give a list to choose from.");
        foreach (var name in range.Select(pair => pair.Key).Except(["min", "max", "log"]))
            faults.Add($"{path}.{name}", "A range has min, max and log only.");
        if (range["log"] is { } flag && flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            faults.Add($"{path}.log", "Must be true or false.");
        if (range["min"]?.GetValueKind() != JsonValueKind.Number || range["max"]?.GetValueKind() != JsonValueKind.Number)
            faults.Add(path, "Give min and max as numbers.");
        else if ((double)range["min"]! > (double)range["max"]!)
            faults.Add(path, "min must not be above max.");
        else if (logarithmic && (double)range["min"]! <= 0)
            faults.Add($"{path}.min", "Must be above 0 for a logarithmic range.");
        else if (RequestMembers.IsWhole(member) && ((double)range["min"]! % 1 != 0 || (double)range["max"]! % 1 != 0))
            faults.Add(path, "Give whole numbers.");
    }

    private static void AddWeights(JsonObject space, SweepRequest request)
    {
        if (!space.ContainsKey("init") && space["architecture"] is JsonValue named && named.TryGetValue<string>(out var architecture)
            && WeightsOf(request, architecture) is { } weights)
            space["init"] = JsonSerializer.SerializeToNode(weights, Core.Json.StoredJson.Compact);
    }

    // Of several names the longest, which says the most.
    private static WeightsSource? WeightsOf(SweepRequest request, string architecture) => request.Weights?
        .Where(pair => IsOf(architecture, pair.Key)).OrderByDescending(pair => pair.Key.Length).Select(pair => pair.Value).FirstOrDefault();
}

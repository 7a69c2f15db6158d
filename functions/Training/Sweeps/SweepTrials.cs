using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Looks at a sweep's trainings before any of them runs: none that could start may turn out to have a fault at midnight.</summary>
internal static class SweepTrials
{
    // Of a sweep that is bounded in hours nobody knows how many there will be; each space is met many times in so many.
    private const int Looked = 100;

    /// <summary>Names every fault of a value in the space, and of the trials' own combinations of values.</summary>
    public static void Check(AcceptedSweep sweep, RequestFaults faults)
    {
        var seen = new HashSet<(string, string)>();
        for (var space = 0; space < sweep.Spaces.Count; space++)
        {
            var basis = (sweep with { Spaces = [sweep.Spaces[space]] }).Training(0);
            foreach (var (path, value) in Values(sweep.Spaces[space], ""))
                Read(With(basis, path, value), $"{Name(sweep, space)}.");
        }

        for (var trial = 0; trial < (sweep.Request.Hours is null ? sweep.Rungs[0].Trials : Looked); trial++)
            Read(sweep.Training(trial), "space.");

        void Read(JsonObject training, string prefix)
        {
            var found = new RequestFaults();
            TrainingRequestReader.Read(training, found);
            foreach (var (path, messages) in found.ByPath())
            {
                foreach (var message in messages.Where(message => seen.Add((path, message))))
                    faults.Add(prefix + path, message);
            }
        }
    }

    private static string Name(AcceptedSweep sweep, int space) =>
        sweep.Request.Space is { ValueKind: JsonValueKind.Array } ? $"space[{sweep.Spaces[space]["architecture"]}]" : "space";

    /// <summary>Every value that a member may take, the ends of ranges for those between them.</summary>
    private static IEnumerable<(string Path, JsonNode? Value)> Values(JsonObject space, string parent)
    {
        foreach (var (name, node) in space)
        {
            var path = parent + name;
            var values = node switch
            {
                JsonArray list => list.Select(value => (path, value)),
                JsonObject range when TrialDraw.IsRange(range) => [(path, range["min"]), (path, range["max"])],
                JsonObject members => Values(members, path + "."),
                _ => [(path, node)],
            };
            foreach (var value in values)
                yield return value;
        }
    }

    private static JsonObject With(JsonObject training, string path, JsonNode? value)
    {
        var changed = training.DeepClone().AsObject();
        var parts = path.Split('.');
        var owner = parts[..^1].Aggregate(changed, (members, part) => members[part]!.AsObject());
        owner[parts[^1]] = value?.DeepClone();
        return changed;
    }
}

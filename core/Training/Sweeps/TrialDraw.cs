using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>
/// Random search (Bergstra and Bengio, JMLR 13, 2012): a trial's configuration is a pure function of the spaces, the seed and the trial's
/// number. Every member is drawn by a number of its own, so that another member in the space changes no other draw.
/// </summary>
public static class TrialDraw
{
    /// <summary>The members that are searched, drawn for one trial. Spaces are dealt like cards: none comes again before all have come.</summary>
    /// <param name="spaces">At least one; each member a value, a list, or a range.</param>
    /// <param name="seed">Another seed, other draws.</param>
    /// <param name="trial">The trial's number, from 0.</param>
    public static JsonObject Configuration(IReadOnlyList<JsonObject> spaces, int seed, int trial)
    {
        ArgumentNullException.ThrowIfNull(spaces);
        return Members(spaces[Deal(spaces.Count, seed, trial)], path => Uniform($"{seed}/{trial}/{path}"), "");
    }

    /// <summary>Whether a node of a space is a range.</summary>
    public static bool IsRange(JsonNode? node) => node is JsonObject range && range.ContainsKey("min") && range.ContainsKey("max");

    private static int Deal(int spaces, int seed, int trial)
    {
        var round = trial / spaces;
        return Enumerable.Range(0, spaces).OrderBy(space => Uniform($"{seed}/deal/{round}/{space}")).ThenBy(space => space).ElementAt(trial % spaces);
    }

    private static JsonObject Members(JsonObject space, Func<string, double> uniform, string parent)
    {
        var drawn = new JsonObject();
        foreach (var (name, node) in space)
            drawn[name] = Draw(node, uniform, parent + name);
        return drawn;
    }

    private static JsonNode? Draw(JsonNode? node, Func<string, double> uniform, string path) => node switch
    {
        JsonArray choices => choices[(int)(uniform(path) * choices.Count)]?.DeepClone(),
        JsonObject range when IsRange(range) => Number(range, uniform(path), RequestMembers.IsWhole(path)),
        JsonObject members => Members(members, uniform, path + "."),
        _ => node?.DeepClone(),
    };

    private static JsonValue Number(JsonObject range, double uniform, bool whole)
    {
        var (min, max) = ((double)range["min"]!, (double)range["max"]!);
        var logarithmic = range["log"] is JsonValue log && log.GetValueKind() == JsonValueKind.True;
        // A whole number stands for the half to either side of it, so that the ends are as likely as the others.
        var (low, high) = whole ? (min - 0.5, max + 0.5) : (min, max);
        var value = logarithmic ? low * Math.Pow(high / low, uniform) : low + (uniform * (high - low));
        return whole
            ? JsonValue.Create((int)Math.Clamp(Math.Round(value), min, max))
            : JsonValue.Create(Math.Clamp(Short(value), min, max));
    }

    // Four digits tell all apart that a training can, and a person can read them.
    private static double Short(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Uniform(string what) =>
        (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(what))) >> 11) * (1.0 / (1L << 53));
}

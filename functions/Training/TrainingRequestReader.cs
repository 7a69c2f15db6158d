using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>Reads a training request member by member, so that one bad value does not hide the next.</summary>
internal static class TrainingRequestReader
{
    // Members may be missing here, because each missing one is a fault of its own; unknown ones inside a member are not.
    private static readonly JsonSerializerOptions Lenient = new(StoredJson.Compact)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireNothing } },
    };

    private static readonly Dictionary<string, JsonPropertyInfo> Members =
        Lenient.GetTypeInfo(typeof(TrainingRequest)).Properties.ToDictionary(member => member.Name);

    /// <summary>Reads the request.</summary>
    /// <param name="json">The body; members that it shares with others are taken out before.</param>
    /// <param name="faults">Told of every fault.</param>
    /// <returns>The request; null when it has faults.</returns>
    public static TrainingRequest? Read(JsonNode? json, RequestFaults faults)
    {
        if (json is not JsonObject members)
        {
            faults.Add("$", "The body must be a JSON object, such as {\"dataset\":\"faces\",\"architecture\":\"basic-cnn\"}.");
            return null;
        }

        var sound = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (!Members.TryGetValue(name, out var member))
                faults.Add(name, $"There is no such member; there are {string.Join(", ", Members.Keys)}.");
            else if (IsSound(member, value, faults))
                sound[name] = value?.DeepClone();
        }
        foreach (var name in (string[])["dataset", "architecture"])
        {
            if (members[name] is null)
                faults.Add(name, "It is required.");
        }

        var request = sound.Deserialize<TrainingRequest>(Lenient)!;
        foreach (var (path, fault) in TrainingRequestFaults.Find(request))
            faults.Add(path, fault);
        return faults.Any ? null : request;
    }

    private static bool IsSound(JsonPropertyInfo member, JsonNode? value, RequestFaults faults)
    {
        // A null leaves an optional member out; of a required one it is as if it were missing.
        if (value is null && (!member.PropertyType.IsValueType || Nullable.GetUnderlyingType(member.PropertyType) is not null))
            return true;
        try
        {
            value.Deserialize(member.PropertyType, Lenient);
            return true;
        }
        catch (JsonException e)
        {
            faults.Add(e.Path is { Length: > 2 } path ? member.Name + path[1..] : member.Name, Explain(member.PropertyType, e));
            return false;
        }
    }

    /// <summary>What a member must be, for one who gave something else.</summary>
    public static string Explain(Type member, JsonException error) => Wanted(member) ?? Plain(error.Message);

    private static string? Wanted(Type member)
    {
        var type = Nullable.GetUnderlyingType(member) ?? member;
        if (type.IsEnum)
            return $"Must be one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}.";
        if (type == typeof(int))
            return "Must be a whole number.";
        if (type == typeof(double))
            return "Must be a number.";
        return type == typeof(string) ? "Must be a text." : null;
    }

    // The parser ends its messages with a position in a text that the user never sees.
    private static string Plain(string message) => message.Split(" Path: ", 2)[0];

    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            member.IsRequired = false;
    }
}

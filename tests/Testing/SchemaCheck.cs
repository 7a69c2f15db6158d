using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PhotoScore.Testing;

/// <summary>
/// Judges JSON by the schemas of an OpenAPI document: the keywords of JSON Schema 2020-12 that such a document of ours uses; any other one is a fault, so that none
/// is passed over.
/// </summary>
/// <param name="document">Where <c>$ref</c> leads.</param>
public sealed class SchemaCheck(JsonNode document)
{
    private static readonly HashSet<string> Notes = ["description", "title", "default", "format", "examples", "example", "discriminator"];

    /// <summary>All that is wrong with a value.</summary>
    public IEnumerable<string> Faults(JsonNode? schema, JsonNode? value, string at = "$")
    {
        if (schema is not JsonObject rules)
            return schema is JsonValue whole && whole.GetValueKind() == JsonValueKind.False ? [$"{at}: nothing may be here"] : [];
        return rules.SelectMany(rule => Faults(rules, rule.Key, rule.Value!, value, at));
    }

    private IEnumerable<string> Faults(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return keyword switch
        {
            "$ref" => Faults(Follow((string)rule!), value, at),
            "type" => Unless(Types(rule).Any(type => IsOf(type, kind, value)), at, $"{kind} is not {rule.ToJsonString()}"),
            "properties" => value is JsonObject members
                ? rule.AsObject().Where(property => members.ContainsKey(property.Key)).SelectMany(property => Faults(property.Value, members[property.Key], $"{at}.{property.Key}"))
                : [],
            "required" => value is JsonObject members
                ? rule.AsArray().Select(name => (string)name!).Where(name => !members.ContainsKey(name)).Select(name => $"{at}: '{name}' is missing")
                : [],
            "additionalProperties" => value is JsonObject members
                ? members.Where(member => schema["properties"]?[member.Key] is null).SelectMany(member => Faults(rule, member.Value, $"{at}.{member.Key}"))
                : [],
            "items" => value is JsonArray items ? items.SelectMany((item, index) => Faults(rule, item, $"{at}[{index}]")) : [],
            "anyOf" => Unless(rule.AsArray().Any(option => !Faults(option, value, at).Any()), at, "none of the choices fits"),
            "allOf" => rule.AsArray().SelectMany(part => Faults(part, value, at)),
            "enum" => Unless(rule.AsArray().Any(option => JsonNode.DeepEquals(option, value)), at, $"{value?.ToJsonString()} is none of {rule.ToJsonString()}"),
            "const" => Unless(JsonNode.DeepEquals(rule, value), at, $"{value?.ToJsonString()} is not {rule.ToJsonString()}"),
            "pattern" => Unless(kind != JsonValueKind.String || Regex.IsMatch((string)value!, (string)rule!), at, $"{value?.ToJsonString()} is not like {rule}"),
            "minLength" => Unless(kind != JsonValueKind.String || ((string)value!).Length >= (int)rule, at, "too short"),
            "maxLength" => Unless(kind != JsonValueKind.String || ((string)value!).Length <= (int)rule, at, "too long"),
            "minItems" => Unless(value is not JsonArray few || few.Count >= (int)rule, at, "too few"),
            "maxItems" => Unless(value is not JsonArray many || many.Count <= (int)rule, at, "too many"),
            "minimum" => Unless(kind != JsonValueKind.Number || (double)value! >= (double)rule, at, $"{value} is below {rule}"),
            "maximum" => Unless(kind != JsonValueKind.Number || (double)value! <= (double)rule, at, $"{value} is above {rule}"),
            _ => Unless(Notes.Contains(keyword), at, $"the keyword '{keyword}' is not known"),
        };
    }

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray several ? several.Select(type => (string)type!) : [(string)rule!];

    private static bool IsOf(string type, JsonValueKind kind, JsonNode? value) => type switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "number" => kind == JsonValueKind.Number,
        "integer" => kind == JsonValueKind.Number && double.IsInteger(JsonSerializer.Deserialize<double>(value)),
        "null" => kind == JsonValueKind.Null,
        _ => throw new ArgumentException($"'{type}' is no type of JSON."),
    };

    private JsonNode? Follow(string reference) => reference[2..].Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part])
        ?? throw new ArgumentException($"{reference} leads nowhere.");

    private static IEnumerable<string> Unless(bool right, string at, string fault) => right ? [] : [$"{at}: {fault}"];
}

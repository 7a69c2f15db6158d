using System.Text.Json;

namespace PhotoScore.EndToEnd.OpenInference;

/// <summary>A JSON schema, as far as the protocol's OpenAPI file uses them: types, required members, items.</summary>
internal abstract record Schema
{
    public static readonly Schema Text = new Of("string", value => value.ValueKind == JsonValueKind.String);
    public static readonly Schema Flag = new Of("boolean", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);
    public static readonly Schema Number = new Of("number", value => value.ValueKind == JsonValueKind.Number);
    public static readonly Schema Integer = new Of("integer", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _));

    public static Schema List(Schema item) => new ListOf(item);

    public static Schema Map(Schema item) => new MapOf(item);

    public static Schema Any(params Schema[] schemas) => new AnyOf(schemas);

    /// <summary>An object with members; a name that ends in a question mark may be absent.</summary>
    public static Schema Object(params (string Name, Schema Schema)[] members) => new ObjectOf(members);

    /// <summary>Everything that is not as the schema says.</summary>
    public abstract IEnumerable<string> Faults(JsonElement value, string path = "$");

    private sealed record Of(string Name, Func<JsonElement, bool> Is) : Schema
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) => Is(value) ? [] : [$"{path} is no {Name}: {value}"];
    }

    private sealed record ListOf(Schema Item) : Schema
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) => value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().SelectMany((item, i) => Item.Faults(item, $"{path}[{i}]"))
            : [$"{path} is no array: {value}"];
    }

    private sealed record MapOf(Schema Item) : Schema
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) => value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().SelectMany(member => Item.Faults(member.Value, $"{path}.{member.Name}"))
            : [$"{path} is no object: {value}"];
    }

    private sealed record AnyOf(Schema[] Schemas) : Schema
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) =>
            Schemas.Any(schema => !schema.Faults(value, path).Any()) ? [] : [$"{path} is none of what it may be: {value}"];
    }

    private sealed record ObjectOf((string Name, Schema Schema)[] Members) : Schema
    {
        public override IEnumerable<string> Faults(JsonElement value, string path)
        {
            if (value.ValueKind != JsonValueKind.Object)
                return [$"{path} is no object: {value}"];
            return Members.SelectMany(member =>
            {
                var name = member.Name.TrimEnd('?');
                if (value.TryGetProperty(name, out var found))
                    return member.Schema.Faults(found, $"{path}.{name}");
                return name == member.Name ? [$"{path}.{name} is missing"] : [];
            });
        }
    }
}

using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Api.OpenApi;

/// <summary>
/// JSON schemas of the API's bodies, made from the very types that are written and read: a member that is added to one can't be missing in the other. Each record
/// becomes a component of its own.
/// </summary>
internal sealed class ApiSchemas
{
    private const string Components = "#/components/schemas/";

    private readonly SortedDictionary<string, JsonNode?> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _names = [];
    private readonly Queue<Type> _waiting = new();

    private ApiSchemas()
    {
    }

    /// <summary>The components of these types, and of all that they hold.</summary>
    /// <param name="roots">Names that the paths refer to, and what they stand for.</param>
    public static JsonObject Of(IEnumerable<KeyValuePair<string, Type>> roots)
    {
        var schemas = new ApiSchemas();
        foreach (var (name, type) in roots)
        {
            schemas._names.Add(type, name);
            schemas._waiting.Enqueue(type);
        }
        while (schemas._waiting.TryDequeue(out var type))
            schemas._schemas[schemas._names[type]] = schemas.Export(type);
        return new JsonObject(schemas._schemas);
    }

    private JsonNode Export(Type root)
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Transform(context, schema, root),
        };
        return StoredJson.Compact.GetJsonSchemaAsNode(root, options);
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, Type root)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (Text(type) is { } text)
            return text;
        if (IsRecord(context.TypeInfo) && type != root && context.BaseTypeInfo is null)
            return new JsonObject { ["$ref"] = Components + NameOf(type) };
        if (schema is JsonObject members && context.TypeInfo.Kind == JsonTypeInfoKind.Object)
            LeaveOutNulls(members, context.TypeInfo);
        // A schema that allows everything is `true`, which fewer readers understand than one without keywords.
        return schema is JsonObject ? schema : new JsonObject();
    }

    /// <summary>Types that are written as text, or as one of several things, by converters of their own.</summary>
    private static JsonObject? Text(Type type)
    {
        if (type == typeof(VersionId))
            return new() { ["type"] = "string", ["pattern"] = "^v[1-9][0-9]*$" };
        if (type == typeof(DatasetName) || type == typeof(ModelName))
            return new() { ["type"] = "string", ["pattern"] = "^[a-z0-9]+(-[a-z0-9]+)*$", ["minLength"] = 3, ["maxLength"] = 63 };
        if (type == typeof(Cut))
            return new() { ["description"] = "\"mean\", \"median\", \"quantiles:N\", or a list of thresholds.", ["type"] = new JsonArray("string", "array"), ["items"] = new JsonObject { ["type"] = "number" } };
        return type == typeof(PositivePhotos)
            ? new() { ["description"] = "A source's number, or a class.", ["type"] = new JsonArray("integer", "string") }
            : null;
    }

    // Members that are null are left out of what is written, and may be left out of what is read.
    private static void LeaveOutNulls(JsonObject schema, JsonTypeInfo type)
    {
        if (schema["required"] is not JsonArray required)
            return;
        var always = type.Properties.Where(property => !property.IsGetNullable).Select(property => property.Name).ToHashSet();
        string[] kept = [.. required.Select(name => name!.GetValue<string>()).Where(always.Contains)];
        schema["required"] = new JsonArray([.. kept.Select(name => JsonValue.Create(name))]);
    }

    private static bool IsRecord(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object && type.Type.Namespace?.StartsWith("PhotoScore.", StringComparison.Ordinal) == true;

    private string NameOf(Type type)
    {
        if (_names.TryGetValue(type, out var known))
            return known;
        var name = type.Name;
        for (var number = 2; _names.ContainsValue(name); number++)
            name = $"{type.Name}{number}";
        _names.Add(type, name);
        _waiting.Enqueue(type);
        return name;
    }
}

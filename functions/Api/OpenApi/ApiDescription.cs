using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Api.OpenApi;

/// <summary>
/// The API's description (OpenAPI 3.1): paths and examples are written by people, a file a group of calls in <c>Documents</c>; schemas come from the types.
/// </summary>
internal sealed class ApiDescription
{
    private const string Folder = ".OpenApi.Documents.";

    private readonly Lazy<byte[]> _bytes = new(() => JsonSerializer.SerializeToUtf8Bytes(Build(), StoredJson.Compact));
    private readonly Lazy<string> _tag;

    public ApiDescription() => _tag = new(() => $"\"{Convert.ToHexStringLower(SHA256.HashData(_bytes.Value))[..16]}\"");

    /// <summary>The document, UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    /// <summary>Its entity tag, quoted.</summary>
    public string Tag => _tag.Value;

    /// <summary>Puts the files and the schemas together.</summary>
    public static JsonObject Build()
    {
        var assembly = typeof(ApiDescription).Assembly;
        var document = new JsonObject();
        // common.json has what OpenAPI wants first: version and title.
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal)).OrderBy(name => !name.EndsWith(".common.json", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            Merge(document, JsonNode.Parse(stream)!.AsObject());
        }
        Merge(document["components"]!["schemas"]!.AsObject(), ApiSchemas.Of(ApiTypes.All));
        return document;
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from.ToList())
        {
            from.Remove(name);
            if (value is JsonObject inner && into[name] is JsonObject known)
                Merge(known, inner);
            else if (!into.TryAdd(name, value))
                throw new InvalidOperationException($"'{name}' is described twice.");
        }
    }
}

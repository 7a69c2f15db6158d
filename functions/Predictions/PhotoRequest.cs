using System.Text.Json;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Predictions;

/// <summary>A JSON body: photos in three ways, and what is wanted besides classes.</summary>
/// <param name="Images">Base64, as it is or as a data URI.</param>
/// <param name="Urls">Addresses.</param>
/// <param name="Blobs">Names in storage.</param>
/// <param name="Explain">As the parameter.</param>
/// <param name="Neighbours">As the parameter.</param>
/// <param name="KnownDuplicates">As the parameter.</param>
internal sealed record PhotoRequest(
    IReadOnlyList<string?>? Images, IReadOnlyList<string?>? Urls, IReadOnlyList<string?>? Blobs,
    JsonElement? Explain, JsonElement? Neighbours, JsonElement? KnownDuplicates)
{
    /// <summary>How many photos it names.</summary>
    public int Count => (Images?.Count ?? 0) + (Urls?.Count ?? 0) + (Blobs?.Count ?? 0);

    /// <summary>What it wants besides classes, as texts.</summary>
    public IEnumerable<(string Name, string Text)> Extras
    {
        get
        {
            foreach (var (name, member) in new[] { ("explain", Explain), ("neighbours", Neighbours), ("knownDuplicates", KnownDuplicates) })
            {
                if (member is { ValueKind: not JsonValueKind.Null } value)
                    yield return (name, value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString());
            }
        }
    }

    /// <exception cref="JsonException">It is no such body.</exception>
    public static PhotoRequest Parse(byte[] body) =>
        JsonSerializer.Deserialize<PhotoRequest>(body, StoredJson.Compact) ?? throw new JsonException("It is null.");
}

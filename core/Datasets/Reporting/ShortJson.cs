using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>Recipes as JSON that people can read: a recipe may carry a hundred thousand rows of its own.</summary>
internal static class ShortJson
{
    private const int LongestText = 300;
    private const int ShownOfList = 8;

    /// <summary>The recipe; what is cut off says so.</summary>
    public static JsonNode Of(Recipe recipe)
    {
        foreach (var items in (int[])[20, 3])
        {
            var node = Shorten(JsonSerializer.SerializeToNode(recipe, StoredJson.Indented)!, items);
            if (node.ToJsonString(StoredJson.Indented).Length <= ReportLimits.RecipeLength)
                return node;
        }
        return new JsonObject { ["note"] = "The recipe is too long to be shown; recipe.json has it." };
    }

    /// <summary>What a source is asked for, in one line.</summary>
    public static (string Kind, string Summary) Of(SourceRecipe source)
    {
        var node = (JsonObject)JsonSerializer.SerializeToNode(source, StoredJson.Compact)!;
        var kind = node["kind"]!.GetValue<string>();
        // A column of the usual name, such as urlColumn "url", says nothing.
        var rest = node.Where(member => member.Key != "kind" && $"{member.Value}Column" != member.Key).Select(member => $"{member.Key} {Words(member.Value!)}");
        return (kind, Text.Clip(string.Join(" · ", rest), LongestText));
    }

    private static string Words(JsonNode value) => value switch
    {
        JsonArray rows when rows.FirstOrDefault() is JsonObject => string.Create(CultureInfo.InvariantCulture, $"{rows.Count:N0}, in the recipe itself"),
        JsonArray list => string.Join(", ", list.Take(ShownOfList)) + (list.Count > ShownOfList ? ", …" : ""),
        _ => value.ToString(),
    };

    private static JsonNode Shorten(JsonNode node, int items)
    {
        switch (node)
        {
            case JsonArray array:
                var shown = array.Take(items).Select(item => item is null ? null : Shorten(item.DeepClone(), items)).ToList();
                if (array.Count > items)
                    shown.Add(string.Create(CultureInfo.InvariantCulture, $"… and {array.Count - items:N0} more"));
                return new JsonArray([.. shown]);
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Shorten(member.Value.DeepClone(), items))));
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Length > LongestText:
                return JsonValue.Create(Text.Clip(text, LongestText));
            default:
                return node.DeepClone();
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Core.Json;

/// <summary>How every JSON document of the product is written and read: camelCase, enums as camelCase text, unknown members refused.</summary>
public static class StoredJson
{
    /// <summary>For documents that people open: indented.</summary>
    public static readonly JsonSerializerOptions Indented = Make(indented: true);

    /// <summary>For messages, lines and HTTP bodies: one line.</summary>
    public static readonly JsonSerializerOptions Compact = Make(indented: false);

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            NewLine = "\n",
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            AllowOutOfOrderMetadataProperties = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

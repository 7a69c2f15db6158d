using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Core.Naming;

/// <summary>Writes a validated value as its text, and refuses a text that is not valid with the value's own message.</summary>
internal sealed class ParsableJsonConverter<T> : JsonConverter<T> where T : IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return T.Parse(reader.GetString() ?? "", null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

using System.Text.Json;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>Steps of a reader through objects; what has another type than expected becomes a fault and is passed over.</summary>
internal static class JsonMembers
{
    /// <summary>Goes to the value of the next member; false at the end of the object. A member that is null is as good as absent.</summary>
    public static bool NextMember(ref Utf8JsonReader reader, out string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A name that is no text is none that anybody knows.
            name = TryText(ref reader) ?? "";
            if (reader.Read() && reader.TokenType != JsonTokenType.Null)
                return true;
        }
        name = "";
        return false;
    }

    /// <summary>A text; <paramref name="known"/> and a fault when it is none, or was given before.</summary>
    public static string? Text(ref Utf8JsonReader reader, string path, string? known, Faults faults)
    {
        if (known is not null)
            faults.Add(path, "is given twice.");
        else if (reader.TokenType == JsonTokenType.String && TryText(ref reader) is { } text)
            return text;
        else
            faults.Add(path, "must be a string.");
        reader.Skip();
        return known;
    }

    /// <summary>True or false; null and a fault when it is neither.</summary>
    public static bool? Flag(ref Utf8JsonReader reader, string path, Faults faults)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.GetBoolean();
        Wrong(ref reader, path, "must be true or false.", faults);
        return null;
    }

    /// <summary>A whole number from 0; null and a fault when it is none.</summary>
    public static long? Size(ref Utf8JsonReader reader, string path, Faults faults)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var size) && size >= 0)
            return size;
        Wrong(ref reader, path, "must be a whole number from 0.", faults);
        return null;
    }

    /// <summary>Adds a fault about the value at which the reader stands, and passes over it.</summary>
    public static void Wrong(ref Utf8JsonReader reader, string path, string message, Faults faults)
    {
        faults.Add(path, message);
        reader.Skip();
    }

    private static string? TryText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or an escaped half of a surrogate pair.
            return null;
        }
    }
}

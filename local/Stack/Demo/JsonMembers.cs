using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>Members of a request that a user gives on the command line.</summary>
internal static class JsonMembers
{
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="text">What was given; null for nothing.</param>
    /// <exception cref="StackException">It is no JSON object.</exception>
    public static JsonObject Read(string option, string? text)
    {
        try
        {
            return text is null ? [] : JsonNode.Parse(text)?.AsObject() ?? [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StackException($"{option} takes a JSON object of more members, such as {{\"seed\":2}}: {e.Message}");
        }
    }
}

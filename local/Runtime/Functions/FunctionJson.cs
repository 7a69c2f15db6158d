using System.Text.Json;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>How the worker reads JSON from messages, blobs and bodies: names in any case.</summary>
internal static class FunctionJson
{
    public static JsonSerializerOptions Options { get; } = new() { PropertyNameCaseInsensitive = true };
}

using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PhotoScore.Functions.Api.Pipeline;

/// <summary>The word that ties a caller's request to what the logs say of it: header <c>X-Correlation-Id</c>, both ways.</summary>
internal static class CorrelationId
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Correlation-Id";

    private const int Longest = 128;

    /// <summary>The caller's own word where it can be logged as it is; else the trace's id, or a new one.</summary>
    public static string Of(HttpRequest request)
    {
        var asked = request.Headers[Header].ToString();
        return IsPlain(asked) ? asked : (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
    }

    // Letters, digits and a few signs: nothing that could begin a new line of a log or of headers.
    private static bool IsPlain(string word) =>
        word.Length is > 0 and <= Longest && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '/');
}

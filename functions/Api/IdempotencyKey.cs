using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Api;

/// <summary>
/// Header <c>Idempotency-Key</c> of a POST that starts something: sent again with the same body, because an answer got lost, it starts nothing more and gets the
/// same answer (draft-ietf-httpapi-idempotency-key-header). A key belongs to what the address names, and lives as long as what it started.
/// </summary>
internal static class IdempotencyKey
{
    /// <summary>The header's name, and the path of its faults.</summary>
    public const string Header = "Idempotency-Key";

    private const int Longest = 255;

    /// <summary>The origin that the header gives; null, without a fault, where there is no header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="content">What its body asks for.</param>
    /// <param name="fault">Told what is wrong with the header.</param>
    public static RequestOrigin? Read(HttpRequest request, string content, Action<string> fault)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
            return null;
        // The draft's keys are quoted strings, and nearly every client sends them bare.
        var key = values.ToString().Trim().Trim('"');
        if (key.Length is > 0 and <= Longest && key.All(letter => letter is > ' ' and < '\x7f'))
            return RequestOrigin.OfKey($"{request.Path} {key}", content);
        fault($"Send a key of 1 to {Longest} visible ASCII characters, such as a UUID.");
        return null;
    }
}

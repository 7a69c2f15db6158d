using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>From a body to a request whose tensors are known, whatever the model.</summary>
internal static class InferenceRequestReader
{
    /// <summary>Reads a request. It keeps memory of <paramref name="body"/>, which has to outlive it.</summary>
    /// <param name="body">All of it.</param>
    /// <param name="jsonLength">The header that says where the JSON ends; null or empty when there is none.</param>
    /// <param name="mostTexts">Elements of a tensor of texts that are kept, but for one more.</param>
    /// <param name="faults">Gets what is wrong with it.</param>
    /// <returns>What could be read.</returns>
    /// <exception cref="RefusedRequestException">400: it can't be read at all.</exception>
    public static InferenceRequest Read(Memory<byte> body, string? jsonLength, int mostTexts, Faults faults)
    {
        var announced = !string.IsNullOrEmpty(jsonLength);
        var length = announced ? LengthOf(jsonLength!, body.Length) : body.Length;
        var request = new InferenceRequest();
        try
        {
            RequestJson.Read(body.Span[..length], request, mostTexts, faults);
            BinarySections.Assign(request, body[length..], announced, faults);
            return request;
        }
        catch (JsonException e)
        {
            request.Dispose();
            throw Bad($"The JSON can't be read: {e.Message}{(announced ? $" Does {ProtocolHeaders.JsonLength} say where it ends?" : "")}");
        }
    }

    private static int LengthOf(string header, int body)
    {
        if (!int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw Bad($"{ProtocolHeaders.JsonLength} is {Faults.Quote(header)}: it must be the number of bytes of JSON.");
        if (length > body)
            throw Bad($"{ProtocolHeaders.JsonLength} is {length}, but the body has only {body} bytes.");
        return length;
    }

    private static RefusedRequestException Bad(string detail) => new(StatusCodes.Status400BadRequest, "Not readable", detail);
}

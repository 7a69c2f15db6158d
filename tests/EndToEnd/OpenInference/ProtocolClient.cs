using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PhotoScore.EndToEnd.OpenInference;

/// <summary>A client of the protocol that knows its specification and nothing of this server; every answer is held against its schema.</summary>
internal sealed class ProtocolClient(HttpClient http, CancellationToken cancellation)
{
    public async Task<ProtocolAnswer> GetAsync(string path, Schema schema, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await http.GetAsync(path, cancellation);
        return await ReadAsync(response, schema, expected);
    }

    /// <summary>Sends JSON; behind it sections of binary data, when there are any, and the header that parts them.</summary>
    public async Task<ProtocolAnswer> PostAsync(string path, object json, Schema schema, HttpStatusCode expected = HttpStatusCode.OK, params byte[][] binary)
    {
        var head = json as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(json);
        using var content = new ByteArrayContent([.. head, .. binary.SelectMany(section => section)]);
        content.Headers.ContentType = new MediaTypeHeaderValue(binary.Length == 0 ? "application/json" : "application/octet-stream");
        if (binary.Length > 0)
            content.Headers.Add("Inference-Header-Content-Length", $"{head.Length}");
        // A body that is refused for its size is not sent: a server that closes the connection under it could not be heard.
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { ExpectContinue = true } };
        using var response = await http.SendAsync(request, cancellation);
        return await ReadAsync(response, schema, expected);
    }

    private async Task<ProtocolAnswer> ReadAsync(HttpResponseMessage response, Schema schema, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        // Of a header that is neither of requests nor of content, .NET's client does not say where it stands.
        string? length = null;
        if (response.Headers.TryGetValues("Inference-Header-Content-Length", out var values) || response.Content.Headers.TryGetValues("Inference-Header-Content-Length", out values))
            length = values.Single();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {System.Text.Encoding.UTF8.GetString(body)}");
        Assert.Equal(length is null ? "application/json" : "application/octet-stream", response.Content.Headers.ContentType?.MediaType);

        var end = length is null ? body.Length : int.Parse(length);
        var json = JsonElement.Parse(body.AsSpan(0, end));
        Assert.Empty(schema.Faults(json));
        return new(json, body[end..], response.Headers.RetryAfter?.Delta);
    }
}

/// <summary>An answer: its JSON, and what stood behind it.</summary>
internal sealed record ProtocolAnswer(JsonElement Json, byte[] Binary, TimeSpan? RetryAfter)
{
    /// <summary>The outputs by name: shape and numbers, wherever they stood.</summary>
    public IReadOnlyDictionary<string, (long[] Shape, float[] Numbers)> Outputs()
    {
        var outputs = new Dictionary<string, (long[], float[])>();
        var at = 0;
        foreach (var output in Json.GetProperty("outputs").EnumerateArray())
        {
            Assert.Equal("FP32", output.GetProperty("datatype").GetString());
            var shape = output.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
            float[] numbers;
            if (output.TryGetProperty("data", out var data))
            {
                numbers = [.. Flat(data)];
            }
            else
            {
                var size = output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32();
                numbers = [.. Binary.Skip(at).Take(size).Chunk(4).Select(bytes => BitConverter.Int32BitsToSingle(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24)))];
                at += size;
            }
            Assert.Equal(shape.Aggregate(1L, (product, size) => product * size), numbers.Length);
            outputs.Add(output.GetProperty("name").GetString()!, (shape, numbers));
        }
        Assert.Equal(Binary.Length, at);
        return outputs;
    }

    private static IEnumerable<float> Flat(JsonElement data) =>
        data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().SelectMany(Flat) : [data.GetSingle()];
}

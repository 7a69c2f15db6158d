using System.Buffers.Binary;
using System.Text;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.OpenInference;

public sealed class InferTests(AzuriteFixture azurite)
{
    private static readonly int[] Red = Picture(200, 50, 10);
    private static readonly int[] Green = Picture(50, 200, 10);

    [Fact]
    public async Task Infer_json_answers_what_the_network_computes()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);

        var answer = await protocol.InferAsync(Protocol.Json(new { id = "é 42", inputs = new[] { Images([.. Red, .. Green], 2) } }));

        Assert.Equal((200, "application/json", null), (answer.Status, answer.ContentType, answer.JsonLength));
        var json = answer.Json;
        Assert.Equal(("smiles", "v1", "é 42"), (Text(json, "model_name"), Text(json, "model_version"), Text(json, "id")));
        Assert.Equal(["probabilities", "embedding"], json.GetProperty("outputs").EnumerateArray().Select(output => Text(output, "name")));
        Assert.Equal(["FP32 [2,2]", "FP32 [2,3]"], json.GetProperty("outputs").EnumerateArray().Select(output => $"{Text(output, "datatype")} {output.GetProperty("shape").GetRawText()}"));
        AssertClose([1 - Yes(200, 50), Yes(200, 50), 1 - Yes(50, 200), Yes(50, 200)], answer.Numbers(0));
        AssertClose([200 / 255.0, 50 / 255.0, 10 / 255.0, 50 / 255.0, 200 / 255.0, 10 / 255.0], answer.Numbers(1));
    }

    [Fact]
    public async Task Infer_binary_pictures_and_binary_output_stand_behind_the_json()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        var request = Protocol.Binary(Asked.Binary(
            new
            {
                inputs = new object[] { new { name = "image", shape = new[] { 1, 4, 4, 3 }, datatype = "UINT8", parameters = new { binary_data_size = 48 } } },
                outputs = new object[] { new { name = "embedding", parameters = new { binary_data = true } }, new { name = "probabilities" } },
            },
            [.. Red.Select(pixel => (byte)pixel)]));

        var answer = await protocol.InferAsync(request);

        Assert.Equal((200, "application/octet-stream"), (answer.Status, answer.ContentType));
        Assert.Equal((answer.Body.Length, answer.ContentLength), (answer.JsonLength!.Value + 12, answer.Body.Length));
        var embedding = answer.Json.GetProperty("outputs")[0];
        Assert.Equal(12, embedding.GetProperty("parameters").GetProperty("binary_data_size").GetInt32());
        Assert.False(embedding.TryGetProperty("data", out _));
        AssertClose([200 / 255.0, 50 / 255.0, 10 / 255.0], Singles(answer.Body.AsSpan(answer.JsonLength!.Value)));
        AssertClose([1 - Yes(200, 50), Yes(200, 50)], answer.Numbers(1));
    }

    [Fact]
    public async Task Infer_binary_data_output_makes_every_output_binary_but_those_that_say_no()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);

        var all = await protocol.InferAsync(Protocol.Json(new { parameters = new { binary_data_output = true }, inputs = new[] { Images(Red, 1) } }));
        var one = await protocol.InferAsync(Protocol.Json(new
        {
            parameters = new { binary_data_output = true },
            inputs = new[] { Images(Red, 1) },
            outputs = new object[] { new { name = "probabilities", parameters = new { binary_data = false } } },
        }));

        Assert.Equal(20, all.Body.Length - all.JsonLength);
        AssertClose([1 - Yes(200, 50), Yes(200, 50), 200 / 255.0, 50 / 255.0, 10 / 255.0], Singles(all.Body.AsSpan(all.JsonLength!.Value)));
        Assert.Null(one.JsonLength);
        AssertClose([1 - Yes(200, 50), Yes(200, 50)], one.Numbers(0));
    }

    [Fact]
    public async Task Infer_photos_are_prepared_as_the_model_says_in_json_and_in_binary()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        byte[][] files = [Photo.Png(200, 50, 10, side: 30), Photo.Png(50, 200, 10, side: 7)];

        var json = await protocol.InferAsync(Protocol.Json(new
        {
            inputs = new object[] { new { name = "photo", shape = new[] { 2 }, datatype = "BYTES", data = files.Select(Convert.ToBase64String) } },
        }));
        var binary = await protocol.InferAsync(Protocol.Binary(Asked.BinaryPhotos(files)));

        AssertClose([1 - Yes(200, 50), Yes(200, 50), 1 - Yes(50, 200), Yes(50, 200)], json.Numbers(0));
        Assert.Equal(json.Body, binary.Body);
        AssertClose([200 / 255.0, 50 / 255.0, 10 / 255.0, 50 / 255.0, 200 / 255.0, 10 / 255.0], json.Numbers(1));
    }

    [Fact]
    public async Task Infer_more_pictures_than_a_batch_keeps_their_order()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        var reds = Enumerable.Range(0, 64).Select(i => i * 4).ToArray();

        var answer = await protocol.InferAsync(Protocol.Json(new { inputs = new[] { Images([.. reds.SelectMany(red => Picture(red, 128, 0))], 64) } }));

        AssertClose([.. reds.SelectMany(red => (double[])[1 - Yes(red, 128), Yes(red, 128)])], answer.Numbers(0));
    }

    [Theory]
    [InlineData("v2", "v2", 0.5)]
    [InlineData("2", "v2", 0.5)]
    [InlineData(null, "v1", 0)]
    public async Task Infer_named_version_answers_and_is_named(string? asked, string answers, double bias)
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        await Some.PublishAsync(protocol.Storage, 2, bias: 0.5f);

        var answer = await protocol.InferAsync(Protocol.Json(new { inputs = new[] { Images(Red, 1) } }), version: asked);

        Assert.Equal(answers, Text(answer.Json, "model_version"));
        Assert.Equal(TinyOnnx.Yes(200, 50, (float)bias), answer.Numbers(0)[1], 1e-6);
    }

    [Fact]
    public async Task Infer_photos_that_can_not_be_decoded_are_each_named()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        var good = Photo.Png(1, 2, 3);

        var answer = await protocol.InferAsync(Protocol.Binary(Asked.BinaryPhotos(Encoding.ASCII.GetBytes("<html></html>"), good, good[..^20])));

        Assert.Equal(400, answer.Status);
        Assert.Contains("Photo 0 can't be answered (not-an-image)", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Photo 2 can't be answered (truncated)", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Photo 1", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frowns", null, 404, "There is no model 'frowns'. There are: smiles.")]
    [InlineData("no name", null, 404, "There is no model 'no name'. There are: smiles.")]
    [InlineData("smiles", "v7", 404, "smiles has no version 'v7'. There are: v1.")]
    [InlineData("smiles", "latest", 404, "smiles has no version 'latest'. There are: v1.")]
    public async Task Infer_unknown_model_or_version_says_what_there_is(string model, string? version, int status, string error)
    {
        using var protocol = await Protocol.WithModelAsync(azurite);

        var answer = await protocol.InferAsync(Protocol.Json(new { }), model, version);

        Assert.Equal((status, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Infer_model_without_current_version_is_not_ready()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        using var protocol = new Protocol(storage);

        var answer = await protocol.InferAsync(Protocol.Json(new { }));

        Assert.Equal((503, "5"), (answer.Status, answer.RetryAfter));
        Assert.Contains("/promote", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_wrong_request_is_400_with_every_fault()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);

        var answer = await protocol.InferAsync(Protocol.Json(new { inputs = new object[] { new { name = "image", shape = new[] { 1 }, datatype = "FP32", data = new[] { 1 } } } }));

        Assert.Equal(400, answer.Status);
        Assert.Equal("inputs[0].datatype is 'FP32': 'image' is UINT8. inputs[0].shape is [1]: 'image' is [-1, 4, 4, 3], where -1 is any size from 1.", answer.Error);
        Assert.Equal("error", Assert.Single(answer.Json.EnumerateObject()).Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Infer_too_large_body_is_413_announced_or_not(bool announced)
    {
        using var protocol = await Protocol.WithModelAsync(azurite, new() { MaxBodyBytes = 1000, CurrentFor = TimeSpan.Zero });
        var request = Serving.Request("application/json", new byte[1001]);
        request.ContentLength = announced ? 1001 : null;

        var answer = await protocol.InferAsync(request);

        Assert.Equal(413, answer.Status);
        Assert.Contains("more than 1000 bytes", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_body_without_announced_length_grows_with_it()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        var reds = Enumerable.Repeat(Red, 64).SelectMany(pixels => pixels).ToArray();
        var request = Protocol.Json(new { unknown = new string('x', 200_000), inputs = new[] { Images(reds, 64) } });
        request.ContentLength = null;

        Assert.Equal(128, (await protocol.InferAsync(request)).Numbers(0).Length);
    }

    [Theory]
    [InlineData("image/jpeg", null, "The content type is 'image/jpeg'")]
    [InlineData("multipart/form-data; boundary=x", null, "The content type is 'multipart/form-data'")]
    [InlineData("application/json", "br", "The content encoding is 'br'")]
    public async Task Infer_body_that_is_no_request_is_415(string type, string? encoding, string error)
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        var request = Serving.Request(type, [1]);
        request.Headers.ContentEncoding = encoding;

        var answer = await protocol.InferAsync(request);

        Assert.Equal(415, answer.Status);
        Assert.StartsWith(error, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_full_queue_is_503_with_a_time_to_come_again()
    {
        using var protocol = await Protocol.WithModelAsync(azurite, new() { MaxQueuedPhotos = 0, CurrentFor = TimeSpan.Zero });

        var answer = await protocol.InferAsync(Protocol.Json(new { inputs = new[] { Images(Red, 1) } }));

        Assert.Equal(503, answer.Status);
        Assert.True(int.Parse(answer.RetryAfter!) >= 1);
        Assert.Contains("waiting", answer.Error, StringComparison.Ordinal);
    }

    private static object Images(int[] pixels, int count) => new { name = "image", shape = new[] { count, 4, 4, 3 }, datatype = "UINT8", data = pixels };

    private static int[] Picture(int red, int green, int blue) => [.. Enumerable.Repeat<int[]>([red, green, blue], 16).SelectMany(pixel => pixel)];

    private static double Yes(int red, int green) => TinyOnnx.Yes(red, green, bias: 0);

    private static string? Text(System.Text.Json.JsonElement json, string name) => json.GetProperty(name).GetString();

    private static float[] Singles(ReadOnlySpan<byte> bytes)
    {
        var numbers = new float[bytes.Length / 4];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        return numbers;
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}

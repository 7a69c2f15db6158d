using System.Net;
using System.Text;
using System.Text.Json;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.OpenInference;

/// <summary>Every route of the protocol over real HTTP, asked by a client that was written from the specification.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class ConformanceTests(ProtocolServer server) : IClassFixture<ProtocolServer>
{
    private static readonly int[] Red = [.. Enumerable.Repeat<int[]>([200, 50, 10], 16).SelectMany(pixel => pixel)];

    private readonly ProtocolClient _client = new(server.Http, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("/v2")]
    [InlineData("/v2/")]
    public async Task Server_metadata_says_which_extensions_there_are(string path)
    {
        var server = await _client.GetAsync(path, ProtocolSchemas.Server);

        Assert.Equal(["binary_tensor_data"], server.Json.GetProperty("extensions").EnumerateArray().Select(extension => extension.GetString()));
    }

    [Fact]
    public async Task Health_is_told_to_anybody_and_the_rest_to_who_has_a_key()
    {
        using var stranger = new HttpClient { BaseAddress = server.Http.BaseAddress };
        var client = new ProtocolClient(stranger, TestContext.Current.CancellationToken);

        Assert.True((await client.GetAsync("/v2/health/live", ProtocolSchemas.Live)).Json.GetProperty("live").GetBoolean());
        Assert.True((await client.GetAsync("/v2/health/ready", ProtocolSchemas.Live)).Json.GetProperty("ready").GetBoolean());
        foreach (var path in (string[])["/v2", "/v2/models/redness", "/v2/models/redness/ready", "/v2/models/redness/versions/v1", "/v2/models/redness/versions/v1/ready"])
        {
            using var refused = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData("/v2/models/redness")]
    [InlineData("/v2/models/redness/versions/v2")]
    [InlineData("/v2/models/redness/versions/2")]
    public async Task Model_metadata_is_in_the_words_of_the_protocol_and_each_version_that_it_lists_is_there(string path)
    {
        var model = (await _client.GetAsync(path, ProtocolSchemas.Model)).Json;

        Assert.Equal("redness", model.GetProperty("name").GetString());
        Assert.Contains(model.GetProperty("platform").GetString(), ProtocolSchemas.Platforms);
        Assert.All(Tensors(model, "inputs").Concat(Tensors(model, "outputs")), tensor =>
        {
            Assert.Contains(tensor.Datatype, ProtocolSchemas.Datatypes);
            Assert.All(tensor.Shape, size => Assert.True(size is -1 or > 0));
        });
        var versions = model.GetProperty("versions").EnumerateArray().Select(version => version.GetString()).ToList();
        Assert.Equal(["v1", "v2"], versions);
        foreach (var version in versions)
        {
            await _client.GetAsync($"/v2/models/redness/versions/{version}", ProtocolSchemas.Model);
            Assert.True((await _client.GetAsync($"/v2/models/redness/versions/{version}/ready", ProtocolSchemas.ModelReady)).Json.GetProperty("ready").GetBoolean());
        }
    }

    [Fact]
    public async Task Infer_request_made_of_the_metadata_alone_gets_every_output_that_it_promises()
    {
        var model = (await _client.GetAsync("/v2/models/redness", ProtocolSchemas.Model)).Json;
        var inputs = Tensors(model, "inputs").Select(tensor =>
        {
            var shape = tensor.Shape.Select(size => size < 0 ? 2 : size).ToArray();
            return new { name = tensor.Name, datatype = tensor.Datatype, shape, data = new int[shape.Aggregate(1L, (product, size) => product * size)] };
        });

        var answer = await _client.PostAsync("/v2/models/redness/infer", new { id = "m", inputs }, ProtocolSchemas.Inference);

        var outputs = answer.Outputs();
        Assert.Equal(Tensors(model, "outputs").Select(tensor => tensor.Name), outputs.Keys);
        Assert.All(Tensors(model, "outputs"), tensor => Assert.Equal(tensor.Shape.Select(size => size < 0 ? 2 : size), outputs[tensor.Name].Shape));
        Assert.Equal(("redness", "m"), (answer.Json.GetProperty("model_name").GetString(), answer.Json.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("/v2/models/redness/infer", "v1", 1)]
    [InlineData("/v2/models/redness/versions/v2/infer", "v2", 2)]
    [InlineData("/v2/models/redness/versions/1/infer", "v1", 1)]
    public async Task Infer_flat_nested_and_binary_tensors_get_the_numbers_of_the_version(string path, string version, int bias)
    {
        var parameters = new { binary_data_size = 48 };
        int[] shape = [1, 4, 4, 3];
        var flat = await _client.PostAsync(path, new { inputs = new[] { new { name = "image", datatype = "UINT8", shape, data = Red } } }, ProtocolSchemas.Inference);
        var nested = await _client.PostAsync(
            path, new { inputs = new[] { new { name = "image", datatype = "UINT8", shape, data = new[] { Red.Chunk(3).Chunk(4) } } } }, ProtocolSchemas.Inference);
        var binary = await _client.PostAsync(
            path,
            new { inputs = new[] { new { name = "image", datatype = "UINT8", shape, parameters } }, parameters = new { binary_data_output = true } },
            ProtocolSchemas.BinaryInference,
            HttpStatusCode.OK,
            [.. Red.Select(pixel => (byte)pixel)]);

        Assert.Equal(20, binary.Binary.Length);
        foreach (var answer in new[] { flat, nested, binary })
        {
            Assert.Equal(version, answer.Json.GetProperty("model_version").GetString());
            Assert.False(answer.Json.TryGetProperty("id", out _));
            Assert.Equal(TinyOnnx.Yes(200, 50, bias), answer.Outputs()["probabilities"].Numbers[1], 1e-6);
            Assert.Equal(200 / 255.0, answer.Outputs()["embedding"].Numbers[0], 1e-6);
        }
    }

    [Fact]
    public async Task Infer_gives_the_outputs_that_were_asked_for_in_their_order_and_way()
    {
        var answer = await _client.PostAsync(
            "/v2/models/redness/infer",
            new
            {
                inputs = new[] { new { name = "image", datatype = "UINT8", shape = (int[])[1, 4, 4, 3], data = Red } },
                outputs = new object[] { new { name = "embedding" }, new { name = "probabilities", parameters = new { binary_data = true } } },
            },
            ProtocolSchemas.BinaryInference);

        Assert.Equal(["embedding", "probabilities"], answer.Outputs().Keys);
        Assert.Equal(8, answer.Binary.Length);
    }

    [Fact]
    public async Task Infer_photos_of_any_size_answers_as_their_pixels_do()
    {
        var photo = Photo.Png(200, 50, 10, side: 33);
        byte[] framed = [.. BitConverter.GetBytes(photo.Length), .. photo];

        var text = await _client.PostAsync(
            "/v2/models/redness/infer",
            new { inputs = new[] { new { name = "photo", datatype = "BYTES", shape = (int[])[1], data = (string[])[Convert.ToBase64String(photo)] } } },
            ProtocolSchemas.Inference);
        var binary = await _client.PostAsync(
            "/v2/models/redness/infer",
            new { inputs = new[] { new { name = "photo", datatype = "BYTES", shape = (int[])[1], parameters = new { binary_data_size = framed.Length } } } },
            ProtocolSchemas.Inference,
            HttpStatusCode.OK,
            framed);

        foreach (var answer in new[] { text, binary })
            Assert.Equal(TinyOnnx.Yes(200, 50, bias: 1), answer.Outputs()["probabilities"].Numbers[1], 1e-6);
    }

    [Theory]
    [InlineData("/v2/models/nobody", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/nobody/ready", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/redness/versions/v3", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/redness/versions/v3/ready", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/redness/versions/new", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/unpromoted", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/v2/models/unpromoted/ready", HttpStatusCode.ServiceUnavailable)]
    public async Task Get_of_what_is_not_there_is_an_error_of_the_protocol(string path, HttpStatusCode status)
    {
        var answer = await _client.GetAsync(path, ProtocolSchemas.Error, status);

        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, answer.RetryAfter is not null);
    }

    [Theory]
    [InlineData("/v2/models/redness/infer", "{", HttpStatusCode.BadRequest)]
    [InlineData("/v2/models/redness/infer", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/v2/models/redness/infer", """{"inputs":[{"name":"image","shape":[2,2],"datatype":"UINT32","data":[1,2,3,4]}]}""", HttpStatusCode.BadRequest)]
    [InlineData("/v2/models/nobody/infer", "{}", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/redness/versions/v3/infer", "{}", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/unpromoted/infer", "{}", HttpStatusCode.ServiceUnavailable)]
    public async Task Post_of_what_can_not_be_answered_is_an_error_of_the_protocol(string path, string body, HttpStatusCode status) =>
        await _client.PostAsync(path, Encoding.UTF8.GetBytes(body), ProtocolSchemas.Error, status);

    [Theory]
    [InlineData(28_000_001)]
    [InlineData(31_000_000)]
    public async Task Post_of_too_much_is_an_error_of_the_protocol(int bytes) =>
        await _client.PostAsync("/v2/models/redness/infer", new byte[bytes], ProtocolSchemas.Error, HttpStatusCode.RequestEntityTooLarge);

    private static IEnumerable<(string Name, string Datatype, long[] Shape)> Tensors(JsonElement model, string member) =>
        model.GetProperty(member).EnumerateArray().Select(tensor => (
            tensor.GetProperty("name").GetString()!,
            tensor.GetProperty("datatype").GetString()!,
            tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray()));
}

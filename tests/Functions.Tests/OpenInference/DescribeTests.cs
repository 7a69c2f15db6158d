using PhotoScore.Core.Imaging;
using PhotoScore.Functions.OpenInference.Tensors;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.OpenInference;

public sealed class DescribeTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("v1")]
    public async Task Describe_model_lists_tensors_and_the_versions_that_are_published(string? version)
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        await Some.PublishAsync(protocol.Storage, 12);
        await Some.PublishAsync(protocol.Storage, 9);
        await protocol.Storage.Models.GetBlobClient("smiles/v13/job.json").UploadAsync(BinaryData.FromString("{}"), TestContext.Current.CancellationToken);

        var json = (await protocol.DescribeAsync("smiles", version)).Json;

        Assert.Equal(("smiles", "onnx_onnxv1"), (json.GetProperty("name").GetString(), json.GetProperty("platform").GetString()));
        Assert.Equal("""["v1","v9","v12"]""", json.GetProperty("versions").GetRawText());
        Assert.Equal("""[{"name":"image","datatype":"UINT8","shape":[-1,4,4,3]}]""", json.GetProperty("inputs").GetRawText());
        Assert.Equal("""[{"name":"probabilities","datatype":"FP32","shape":[-1,2]},{"name":"embedding","datatype":"FP32","shape":[-1,3]}]""", json.GetProperty("outputs").GetRawText());
        var properties = json.GetProperty("properties");
        Assert.Equal(("no, yes", "v1", "64"), (properties.GetProperty("classes").GetString(), properties.GetProperty("version").GetString(), properties.GetProperty("maxBatch").GetString()));
        Assert.StartsWith("In place of 'image': BYTES [-1]", properties.GetProperty("photo").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frowns", null)]
    [InlineData("smiles", "v2")]
    [InlineData("smiles", "0")]
    public async Task Describe_unknown_model_or_version_is_404(string model, string? version)
    {
        using var protocol = await Protocol.WithModelAsync(azurite);

        Assert.Equal(404, (await protocol.DescribeAsync(model, version)).Status);
    }

    [Fact]
    public void Image_of_a_geometry_without_one_size_has_any()
    {
        var tensors = new ModelTensors(Some.Manifest() with { Geometry = Geometry.ShortSide(256) });

        Assert.Equal([-1, -1, -1, 3], tensors.Image.Shape);
        Assert.True(Shapes.Fit([1, 256, 300, 3], tensors.Image.Shape));
        Assert.False(Shapes.Fit([1, 0, 300, 3], tensors.Image.Shape));
    }

    [Fact]
    public void Image_of_a_squashed_geometry_has_rows_before_columns() =>
        Assert.Equal([-1, 180, 240, 3], new ModelTensors(Some.Manifest() with { Geometry = Geometry.Squash(240, 180) }).Image.Shape);

    [Theory]
    [InlineData(24L, 2L, 3L, 4L)]
    [InlineData(0L, 3_000_000_000L, 3_000_000_000L, 0L)]
    [InlineData(null, long.MaxValue, long.MaxValue)]
    [InlineData(null, 65_536L, 65_536L)]
    public void Elements_is_the_product_or_too_many(long? elements, params long[] shape) => Assert.Equal(elements, Shapes.Elements(shape));
}

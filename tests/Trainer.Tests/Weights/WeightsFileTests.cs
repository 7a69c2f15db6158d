using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.State;
using PhotoScore.Trainer.Weights;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Weights;

public sealed class WeightsFileTests
{
    [Theory]
    [InlineData("zip.pth")]
    [InlineData("protocol4.pth")]
    [InlineData("legacy.pth")]
    public void Open_torch_file_gives_every_kind_of_number_and_view(string name)
    {
        using var file = Fixture.Open(name);

        Assert.Equal(8, file.Tensors.Count);
        Assert.Equal([3, 2], file.Tensors["conv.weight"].Shape);
        Assert.Equal([0, 3, 1, 4, 2, 5], file.Read("conv.weight"));
        Assert.Equal([0.5f, -3], file.Read("conv.bias"));
        Assert.Equal([1, -2.5f, 3], file.Read("norm.weight"));
        Assert.Equal([1f / 3, 2e30f], file.Read("norm.bias"));
        Assert.Equal([7], file.Read("norm.num_batches_tracked"));
        Assert.Equal([0, 1, 2, 3], file.Read("first"));
        Assert.Equal([2, 5, 8, 11], file.Read("every_third"));
        Assert.Equal([4, 4, 4], file.Read("repeated"));
        Assert.Equal((torch.ScalarType.Float16, torch.ScalarType.Float64), (file.Tensors["conv.bias"].Type, file.Tensors["norm.bias"].Type));
        Assert.Equal(WeightsMetadata.None, file.Metadata);
    }

    [Theory]
    [InlineData("checkpoint.pth")]
    [InlineData("checkpoint_legacy.pth")]
    public void Open_checkpoint_finds_the_state_within_and_takes_the_wrapper_off_the_names(string name)
    {
        using var file = Fixture.Open(name);

        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"], file.Tensors.Keys);
        Assert.Equal([1.5f, -0.25f], file.Read("0.weight"));
        Assert.Equal([2, 1, 1, 1], file.Tensors["0.weight"].Shape);
        Assert.Equal([1, 1], file.Read("1.running_var"));
    }

    [Theory]
    [InlineData("module.pth", "torch.nn.modules.container.Sequential")]
    [InlineData("script.pth", "TorchScript")]
    public void Open_more_than_weights_is_refused_and_says_what_to_save(string name, string named)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Fixture.Open(name));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("state_dict()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_safetensors_gives_numbers_moments_and_licence()
    {
        using var tensor = torch.tensor([1f, -2f], torch.bfloat16);
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, torch.Tensor> { ["module.a"] = tensor }, new Dictionary<string, string>
        {
            ["mean"] = "[0.485, 0.456, 0.406]",
            ["std"] = "0.229,0.224,0.225",
            ["licence"] = "Apache-2.0",
            ["source"] = "somewhere\n else",
        });

        using var file = WeightsFile.Open(stream);

        Assert.Equal([1, -2], file.Read("a"));
        Assert.Equal(new PixelNormalization(new(0.485, 0.456, 0.406), new(0.229, 0.224, 0.225)), file.Metadata.Normalization);
        Assert.Equal(("Apache-2.0", "somewhere else"), (file.Metadata.License, file.Metadata.Source));
    }

    [Theory]
    [InlineData("mean", "0.5")]
    [InlineData("mean", "a,b,c")]
    [InlineData("std", "0.2,0,0.2")]
    [InlineData("std", "0.2,NaN,0.2")]
    public void Open_safetensors_whose_moments_make_no_sense_is_refused(string name, string text)
    {
        using var tensor = torch.tensor([1f]);
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, torch.Tensor> { ["a"] = tensor }, new Dictionary<string, string> { [name] = text });

        Assert.Throws<InvalidDataException>(() => WeightsFile.Open(stream));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><html>no such file</html>")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    public void Open_something_else_is_refused(string content) =>
        Assert.Throws<InvalidDataException>(() => WeightsFile.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content))));
}

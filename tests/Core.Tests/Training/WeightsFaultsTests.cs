using PhotoScore.Core.Training;

namespace PhotoScore.Core.Tests.Training;

public sealed class WeightsFaultsTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Find_none_and_every_kind_of_file_has_no_fault()
    {
        Assert.Empty(WeightsFaults.Find(null));
        Assert.Empty(WeightsFaults.Find(new() { Blob = "weights/resnet18.safetensors", Sha256 = Hash, License = "BSD-3-Clause" }));
        Assert.Empty(WeightsFaults.Find(new() { Blob = "resnet18-f37072fd.pth" }));
        Assert.Empty(WeightsFaults.Find(new() { Url = "https://models.example/resnet18.PT?download=1" }));
    }

    [Fact]
    public void Find_neither_and_both_places_is_a_fault_of_init()
    {
        Assert.Equal(["init"], Paths(new()));
        Assert.Equal(["init"], Paths(new() { Blob = "a.pth", Url = "https://models.example/a.pth" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("weights/model.onnx")]
    [InlineData("/a.pth")]
    [InlineData("../a.pth")]
    [InlineData("a//b.pth")]
    [InlineData("a\n.pth")]
    public void Find_blob_that_can_not_be_weights_is_a_fault(string blob) => Assert.Equal(["init.blob"], Paths(new() { Blob = blob }));

    [Theory]
    [InlineData("models.example/a.pth")]
    [InlineData("ftp://models.example/a.pth")]
    [InlineData("file:///etc/a.pth")]
    [InlineData("https://user:secret@models.example/a.pth")]
    [InlineData("https://models.example/")]
    [InlineData("https://models.example/a.zip?b=.pth")]
    public void Find_url_that_can_not_be_weights_is_a_fault(string url) => Assert.Equal(["init.url"], Paths(new() { Url = url }));

    [Fact]
    public void Find_names_every_fault_at_once() => Assert.Equal(
        ["init", "init.blob", "init.url", "init.sha256", "init.license"],
        Paths(new() { Blob = "a", Url = "b", Sha256 = Hash.ToUpperInvariant(), License = " " }));

    [Theory]
    [InlineData("AB")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public void Find_hash_of_another_form_is_a_fault(string hash) =>
        Assert.Equal(["init.sha256"], Paths(new() { Blob = "a.pth", Sha256 = hash }));

    private static IEnumerable<string> Paths(WeightsSource init) => WeightsFaults.Find(init).Select(fault => fault.Path);
}

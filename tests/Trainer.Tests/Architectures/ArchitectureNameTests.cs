using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Tests.Architectures;

public sealed class ArchitectureNameTests
{
    [Theory]
    [InlineData("resnet50-finetune")]
    [InlineData("vgg-a")]
    public void Parse_keeps_a_name(string name) => Assert.Equal(name, ArchitectureName.Parse(name).Value);

    [Theory]
    [InlineData("")]
    [InlineData("ResNet")]
    [InlineData("-a")]
    [InlineData("a--b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public void Parse_refuses_what_is_no_name(string name)
    {
        Assert.Throws<FormatException>(() => ArchitectureName.Parse(name));
        Assert.False(ArchitectureName.TryParse(null, null, out _));
    }
}

using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Chunks.Filters;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Filters;

public sealed class PhotoChecksTests
{
    [Theory]
    [InlineData(640, 480, null, null)]
    [InlineData(639, 480, "low-resolution", "639 pixels wide; the recipe asks for 640.")]
    [InlineData(800, 479, "low-resolution", "479 pixels high; the recipe asks for 480.")]
    [InlineData(640, 500, null, null)]
    [InlineData(1200, 480, "odd-aspect", "1200 x 480, an aspect of 2.5; the recipe allows 2.")]
    [InlineData(640, 1281, "odd-aspect", "640 x 1281, an aspect of 2; the recipe allows 2.")]
    public void Resolution_says_what_it_measured(int width, int height, string? outcome, string? detail)
    {
        using var photo = Photo(width, height, _ => 0);
        var check = new ResolutionCheck(new() { MinWidth = 640, MinHeight = 480, MinMegapixels = 0.3, MaxAspect = 2 });

        var refusal = check.Check(photo);

        Assert.Equal((outcome, detail), (refusal?.Outcome, refusal?.Detail));
    }

    [Fact]
    public void Resolution_counts_megapixels()
    {
        using var photo = Photo(500, 400, _ => 0);

        Assert.Equal("0.2 megapixels; the recipe asks for 0.25.", new ResolutionCheck(new() { MinMegapixels = 0.25 }).Check(photo)?.Detail);
        Assert.Null(new ResolutionCheck(new() { MinMegapixels = 0.2 }).Check(photo));
    }

    [Theory]
    [InlineData("noise", null)]
    [InlineData("black", "too-dark")]
    [InlineData("white", "too-bright")]
    [InlineData("flat", "near-uniform")]
    [InlineData("two tones", "low-information")]
    [InlineData("slope", "too-blurry")]
    [InlineData("long", "odd-aspect")]
    public void Quality_names_the_first_fault(string what, string? outcome)
    {
        var random = new Random(1);
        using var photo = what switch
        {
            "noise" => Photo(300, 200, _ => random.Next(256)),
            "black" => Photo(300, 200, _ => random.Next(40)),
            "white" => Photo(300, 200, _ => 255 - random.Next(5)),
            "flat" => Photo(300, 200, _ => 120 + random.Next(9)),
            "two tones" => Photo(300, 200, i => i / 3 % 2 * 200),
            "slope" => Photo(300, 200, i => i / 3 % 300 * 255 / 300),
            _ => Photo(900, 290, _ => random.Next(256)),
        };

        Assert.Equal(outcome, new QualityCheck(new()).Check(photo)?.Outcome);
    }

    [Fact]
    public void Quality_every_check_can_be_turned_off()
    {
        using var photo = Photo(900, 10, _ => 0);
        QualityFilter off = new() { MinSharpness = 0, MinBrightness = 0, MaxBrightness = 1, MinContrast = 0, MinEntropy = 0, MaxAspect = 1000 };

        Assert.Null(new QualityCheck(off).Check(photo));
        Assert.Equal("greyscale", new QualityCheck(off with { AllowGrey = false }).Check(photo)?.Outcome);
    }

    [Theory]
    [InlineData("photos")]
    [InlineData("faces")]
    [InlineData("near-dup/ukbench")]
    public void Quality_defaults_leave_real_photos_alone(string folder)
    {
        var check = new QualityCheck(new());

        foreach (var file in Directory.GetFiles(SharedData.Path("data", folder)))
        {
            using var photo = ImageDecoder.Decode(File.ReadAllBytes(file));
            Assert.True(check.Check(photo) is null, $"{Path.GetFileName(file)}: {check.Check(photo)?.Detail}");
        }
    }

    private static DecodedImage Photo(int width, int height, Func<int, int> sample)
    {
        var pixels = new Pixels(width, height);
        for (var i = 0; i < pixels.Span.Length; i++)
            pixels.Span[i] = (byte)sample(i);
        return new DecodedImage(pixels, SniffedType.Png, width, height, 1);
    }
}
